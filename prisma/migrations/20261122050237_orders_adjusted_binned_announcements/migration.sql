-- Why: staff may take something off an unpaid order, ended orders and hidden bonuses leave the lists, and the shop tells its members news. Safe: additive.
-- AlterTable
ALTER TABLE "Bonus" ADD COLUMN     "isHidden" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "adjustedFen" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "buyerBin" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shopBin" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN     "adjustShareFen" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Announcement" (
    "id" SERIAL NOT NULL,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "audience" TEXT NOT NULL DEFAULT 'shoppers',
    "rankIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "userIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "url" TEXT NOT NULL DEFAULT '',
    "target" TEXT NOT NULL DEFAULT '_self',
    "isTop" BOOLEAN NOT NULL DEFAULT false,
    "pageViews" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnouncementReading" (
    "announcementId" INTEGER NOT NULL,
    "readerKind" TEXT NOT NULL,
    "readerId" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "hiddenAt" TIMESTAMPTZ(3),

    CONSTRAINT "AnnouncementReading_pkey" PRIMARY KEY ("announcementId","readerKind","readerId")
);

-- CreateIndex
CREATE INDEX "Announcement_audience_publishedAt_idx" ON "Announcement"("audience", "publishedAt");

-- CreateIndex
CREATE INDEX "AnnouncementReading_readerKind_readerId_idx" ON "AnnouncementReading"("readerKind", "readerId");

-- AddForeignKey
ALTER TABLE "AnnouncementReading" ADD CONSTRAINT "AnnouncementReading_announcementId_fkey" FOREIGN KEY ("announcementId") REFERENCES "Announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
