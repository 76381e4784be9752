-- Why: goods that are a card number and a password are sold from a store of such cards and handed out on payment; a product goes on and off sale at planned times.
-- AlterTable
ALTER TABLE "Goods" ADD COLUMN     "offSaleAt" TIMESTAMPTZ(3),
ADD COLUMN     "onSaleAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "VirtualCard" (
    "id" SERIAL NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "skuId" INTEGER NOT NULL DEFAULT 0,
    "numberCipher" TEXT NOT NULL,
    "passwordCipher" TEXT NOT NULL DEFAULT '',
    "numberHash" TEXT NOT NULL,
    "tail" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'free',
    "expiresAt" TIMESTAMPTZ(3),
    "orderLineId" INTEGER,
    "deliveredAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedBy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "VirtualCard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "VirtualCard_numberHash_key" ON "VirtualCard"("numberHash");

-- CreateIndex
CREATE INDEX "VirtualCard_goodsId_skuId_state_expiresAt_id_idx" ON "VirtualCard"("goodsId", "skuId", "state", "expiresAt", "id");

-- CreateIndex
CREATE INDEX "VirtualCard_state_expiresAt_idx" ON "VirtualCard"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "VirtualCard_orderLineId_idx" ON "VirtualCard"("orderLineId");

-- CreateIndex
CREATE INDEX "Goods_onSaleAt_idx" ON "Goods"("onSaleAt");

-- CreateIndex
CREATE INDEX "Goods_offSaleAt_idx" ON "Goods"("offSaleAt");

-- AddForeignKey
ALTER TABLE "VirtualCard" ADD CONSTRAINT "VirtualCard_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VirtualCard" ADD CONSTRAINT "VirtualCard_orderLineId_fkey" FOREIGN KEY ("orderLineId") REFERENCES "OrderLine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "VirtualCard" ADD CHECK ("state" IN ('free', 'sold', 'expired')),
  ADD CHECK (("state" = 'sold') = ("orderLineId" IS NOT NULL)), ADD CHECK (("orderLineId" IS NULL) = ("deliveredAt" IS NULL));
