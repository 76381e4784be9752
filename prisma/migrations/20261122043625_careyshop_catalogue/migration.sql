-- Why: the CareyShop convention knows a top of the favourites and of the comments, praise, additions to a comment, and files that are sent by programs.
-- AlterTable
ALTER TABLE "Favourite" ADD COLUMN     "isTop" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "isRead" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "isTop" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "CommentAddition" (
    "id" INTEGER NOT NULL,
    "commentId" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "images" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommentAddition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentPraise" (
    "commentId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,

    CONSTRAINT "CommentPraise_pkey" PRIMARY KEY ("commentId","userId")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "ext" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER NOT NULL DEFAULT 0,
    "height" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CommentAddition_commentId_key" ON "CommentAddition"("commentId");

-- CreateIndex
CREATE INDEX "CommentPraise_userId_idx" ON "CommentPraise"("userId");

-- CreateIndex
CREATE INDEX "StoredFile_userId_idx" ON "StoredFile"("userId");

-- CreateIndex
CREATE INDEX "StoredFile_url_idx" ON "StoredFile"("url");

-- AddForeignKey
ALTER TABLE "CommentAddition" ADD CONSTRAINT "CommentAddition_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentPraise" ADD CONSTRAINT "CommentPraise_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentPraise" ADD CONSTRAINT "CommentPraise_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
