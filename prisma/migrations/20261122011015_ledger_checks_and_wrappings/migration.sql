-- Why: the nightly proof of the ledgers is kept for the merchant to read; packs and cards stand in the order the merchant gives them.
-- AlterTable
ALTER TABLE "Pack" ADD COLUMN     "sortOrder" INTEGER NOT NULL DEFAULT 50;

-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "sortOrder" INTEGER NOT NULL DEFAULT 50;

-- CreateTable
CREATE TABLE "LedgerCheck" (
    "id" SERIAL NOT NULL,
    "byName" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "differences" INTEGER NOT NULL,
    "parts" JSONB NOT NULL,

    CONSTRAINT "LedgerCheck_pkey" PRIMARY KEY ("id")
);
