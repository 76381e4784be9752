-- Why: packages, and the products any promotion sells found from either side. Orders and carts have named packages from the start.
-- AlterTable
ALTER TABLE "Promotion" ADD COLUMN     "cancelReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "canceledAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "PromotionGoods" (
    "promotionId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "skuId" INTEGER NOT NULL DEFAULT 0,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PromotionGoods_pkey" PRIMARY KEY ("promotionId","goodsId","skuId")
);

-- CreateIndex
CREATE INDEX "PromotionGoods_goodsId_idx" ON "PromotionGoods"("goodsId");

-- AddForeignKey
ALTER TABLE "PromotionGoods" ADD CONSTRAINT "PromotionGoods_promotionId_fkey" FOREIGN KEY ("promotionId") REFERENCES "Promotion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromotionGoods" ADD CONSTRAINT "PromotionGoods_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Partial, which the schema cannot say: only packages have unique names, and only few order lines are packages.
CREATE UNIQUE INDEX "Promotion_package_name_key" ON "Promotion"("sellerId", "name") WHERE "kind" = 'package';
CREATE INDEX "OrderLine_packageId_idx" ON "OrderLine"("packageId") WHERE "packageId" > 0;
