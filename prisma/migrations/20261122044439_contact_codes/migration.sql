-- Why: codes by text message and mail, one store for every purpose. Codes of a reset that were on their way are asked for again.
-- CreateTable
CREATE TABLE "ContactCode" (
    "id" SERIAL NOT NULL,
    "target" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ContactCode_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ContactCode_target_purpose_endedAt_idx" ON "ContactCode"("target", "purpose", "endedAt");

-- CreateIndex
CREATE INDEX "ContactCode_expiresAt_idx" ON "ContactCode"("expiresAt");
