-- Why: articles with their tree, likes and linked goods; what programs keep with adverts; contacts. Comments may be about an article.
-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "articleId" INTEGER;

-- AlterTable
ALTER TABLE "AdPosition" ADD COLUMN     "color" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "content" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "display" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "isEnabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "mediaType" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "platform" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Ad" ADD COLUMN     "code" TEXT,
ADD COLUMN     "color" TEXT NOT NULL DEFAULT '#ffffff',
ADD COLUMN     "content" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "target" TEXT NOT NULL DEFAULT '_self';

-- CreateTable
CREATE TABLE "ArticleCategory" (
    "id" SERIAL NOT NULL,
    "parentId" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'news',
    "name" TEXT NOT NULL,
    "keywords" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "showInNav" BOOLEAN NOT NULL DEFAULT false,
    "typeNumber" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ArticleCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Article" (
    "id" SERIAL NOT NULL,
    "categoryId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT NOT NULL DEFAULT '',
    "keywords" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL DEFAULT '',
    "plainText" TEXT NOT NULL DEFAULT '',
    "link" TEXT NOT NULL DEFAULT '',
    "linkTarget" TEXT NOT NULL DEFAULT '_self',
    "source" TEXT NOT NULL DEFAULT '',
    "sourceUrl" TEXT NOT NULL DEFAULT '',
    "isOpen" BOOLEAN NOT NULL DEFAULT true,
    "isTop" BOOLEAN NOT NULL DEFAULT false,
    "allowComment" BOOLEAN NOT NULL DEFAULT true,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "viewCount" INTEGER NOT NULL DEFAULT 0,
    "likeCount" INTEGER NOT NULL DEFAULT 0,
    "commentCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ArticleGoods" (
    "articleId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ArticleGoods_pkey" PRIMARY KEY ("articleId","goodsId")
);

-- CreateTable
CREATE TABLE "ArticleLike" (
    "articleId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "likedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleLike_pkey" PRIMARY KEY ("articleId","userId")
);

-- CreateTable
CREATE TABLE "SupportContact" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'other',
    "groupName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "SupportContact_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ArticleCategory_parentId_sortOrder_id_idx" ON "ArticleCategory"("parentId", "sortOrder", "id");

-- CreateIndex
CREATE INDEX "Article_isTop_publishedAt_id_idx" ON "Article"("isTop" DESC, "publishedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Article_categoryId_idx" ON "Article"("categoryId");

-- CreateIndex
CREATE INDEX "ArticleGoods_goodsId_idx" ON "ArticleGoods"("goodsId");

-- CreateIndex
CREATE INDEX "ArticleLike_userId_idx" ON "ArticleLike"("userId");

-- CreateIndex
CREATE INDEX "SupportContact_sortOrder_id_idx" ON "SupportContact"("sortOrder", "id");

-- CreateIndex
CREATE INDEX "Comment_articleId_isApproved_addedAt_id_idx" ON "Comment"("articleId", "isApproved", "addedAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Ad_code_key" ON "Ad"("code");

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleCategory" ADD CONSTRAINT "ArticleCategory_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "ArticleCategory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "ArticleCategory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleGoods" ADD CONSTRAINT "ArticleGoods_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleGoods" ADD CONSTRAINT "ArticleGoods_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleLike" ADD CONSTRAINT "ArticleLike_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleLike" ADD CONSTRAINT "ArticleLike_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
