-- Why: after-sales cases with their steps, what they gave back, and the clocks they stop; bonuses know which order gave them.
-- AlterTable
ALTER TABLE "Bonus" ADD COLUMN     "givenByOrderId" INTEGER;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "receiveStoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "refundedPoints" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN     "withdrawnQuantity" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Aftersale" ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "extraFen" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "isOverdue" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "restockedQuantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "takenBackPoints" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "AftersaleLog" (
    "id" SERIAL NOT NULL,
    "aftersaleId" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "staffId" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AftersaleLog_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AftersaleLog_aftersaleId_id_idx" ON "AftersaleLog"("aftersaleId", "id");

-- CreateIndex
CREATE INDEX "Bonus_givenByOrderId_idx" ON "Bonus"("givenByOrderId");

-- AddForeignKey
ALTER TABLE "AftersaleLog" ADD CONSTRAINT "AftersaleLog_aftersaleId_fkey" FOREIGN KEY ("aftersaleId") REFERENCES "Aftersale"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- At most one open case a line.
CREATE UNIQUE INDEX "Aftersale_open_line_key" ON "Aftersale"("orderLineId") WHERE "state" IN (0, 1, 2, 3);

ALTER TABLE "Aftersale"
  ADD CHECK ("kind" BETWEEN 1 AND 4), ADD CHECK ("state" BETWEEN 0 AND 6), ADD CHECK ("quantity" > 0), ADD CHECK ("requestedFen" >= 0), ADD CHECK ("refundedFen" >= 0),
  ADD CHECK ("refundedPoints" >= 0), ADD CHECK ("extraFen" >= 0), ADD CHECK ("takenBackPoints" >= 0), ADD CHECK ("restockedQuantity" BETWEEN 0 AND "quantity"), ADD CHECK ("refundTo" IN ('balance', 'original'));
ALTER TABLE "Order" ADD CHECK ("refundedPoints" BETWEEN 0 AND "points" + "exchangePoints");
ALTER TABLE "OrderLine" ADD CHECK ("withdrawnQuantity" BETWEEN 0 AND "returnedQuantity"), ADD CHECK ("shippedQuantity" <= "quantity" - "withdrawnQuantity"), ADD CHECK ("refundedFen" >= 0);
