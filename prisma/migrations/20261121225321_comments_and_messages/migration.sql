-- Why: messages to the shop; comments that were looked at and kept from the page are told from those that wait.
-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "isHidden" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Message" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "isOnBoard" BOOLEAN NOT NULL DEFAULT false,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "orderId" INTEGER,
    "isApproved" BOOLEAN NOT NULL DEFAULT false,
    "isWithdrawn" BOOLEAN NOT NULL DEFAULT false,
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Message_userId_addedAt_id_idx" ON "Message"("userId", "addedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Message_isOnBoard_isApproved_addedAt_id_idx" ON "Message"("isOnBoard", "isApproved", "addedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Message_orderId_idx" ON "Message"("orderId");

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A message about an order is between its buyer and the merchant; what nobody may see is not approved either.
ALTER TABLE "Message" ADD CHECK ("kind" BETWEEN 0 AND 5), ADD CHECK (NOT "isOnBoard" OR "orderId" IS NULL), ADD CHECK (("reply" = '') = ("repliedAt" IS NULL));
ALTER TABLE "Comment" ADD CHECK (NOT ("isHidden" AND "isApproved"));
-- The desk's queue: few rows of very many.
CREATE INDEX "Comment_waiting" ON "Comment" ("addedAt", "id") WHERE NOT "isApproved" AND NOT "isHidden";
CREATE INDEX "Message_waiting" ON "Message" ("addedAt", "id") WHERE "reply" = '';
