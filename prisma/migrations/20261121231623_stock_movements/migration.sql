-- Why: a merchant sees where each unit came from and went; what is in stock now opens the account.
-- CreateTable
CREATE TABLE "StockMovement" (
    "id" SERIAL NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "skuId" INTEGER NOT NULL DEFAULT 0,
    "change" INTEGER NOT NULL,
    "stockAfter" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "orderId" INTEGER NOT NULL DEFAULT 0,
    "byName" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StockMovement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StockMovement_goodsId_id_idx" ON "StockMovement"("goodsId", "id" DESC);

ALTER TABLE "StockMovement" ADD CHECK ("change" <> 0), ADD CHECK ("stockAfter" >= 0), ADD CHECK ("orderId" >= 0);
INSERT INTO "StockMovement" ("goodsId", "skuId", "change", "stockAfter", "cause", "byName", "at")
SELECT "id", 0, "stock", "stock", 'opening', 'system', now() FROM "Goods" WHERE NOT "hasSku" AND "stock" > 0
UNION ALL SELECT "goodsId", "id", "stock", "stock", 'opening', 'system', now() FROM "Sku" WHERE "stock" > 0;
