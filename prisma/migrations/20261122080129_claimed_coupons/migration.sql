-- Why: shoppers claim coupons of a kind, so many in all and for each of them.
-- AlterTable
ALTER TABLE "BonusType" ADD COLUMN     "claimLimit" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "claimRankIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "claimTotal" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "claimedCount" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Bonus" ADD COLUMN     "claimNo" INTEGER,
ADD COLUMN     "claimRequestNo" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Bonus_typeId_userId_claimNo_key" ON "Bonus"("typeId", "userId", "claimNo");
