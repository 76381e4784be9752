-- Why: The merchant writes what a way of paying is called, and how it goes, for shoppers who read English too.
-- AlterTable
ALTER TABLE "PaymentMethod" ADD COLUMN     "descriptionEn" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "nameEn" TEXT NOT NULL DEFAULT '';
