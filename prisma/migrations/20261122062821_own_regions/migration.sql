-- Why: the shop may add, rename, sort and take out regions; a new data set leaves those as they are.
-- AlterTable
ALTER TABLE "Region" ADD COLUMN     "isDeleted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "isOwn" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sortOrder" INTEGER NOT NULL DEFAULT 50;
