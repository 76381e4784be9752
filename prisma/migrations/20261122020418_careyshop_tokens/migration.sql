-- Why: clients of the CareyShop convention sign in with tokens of their own, read captchas and look for newer versions of themselves.
-- CreateTable
CREATE TABLE "CallToken" (
    "id" SERIAL NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "refreshHash" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "sessionId" INTEGER,
    "staffSessionId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CallToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Captcha" (
    "mark" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Captcha_pkey" PRIMARY KEY ("mark")
);

-- CreateTable
CREATE TABLE "AppPackage" (
    "id" SERIAL NOT NULL,
    "userAgent" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppPackage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CallToken_tokenHash_key" ON "CallToken"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "CallToken_refreshHash_key" ON "CallToken"("refreshHash");

-- CreateIndex
CREATE INDEX "CallToken_sessionId_idx" ON "CallToken"("sessionId");

-- CreateIndex
CREATE INDEX "CallToken_staffSessionId_idx" ON "CallToken"("staffSessionId");

-- CreateIndex
CREATE INDEX "CallToken_refreshExpiresAt_idx" ON "CallToken"("refreshExpiresAt");

-- CreateIndex
CREATE INDEX "Captcha_expiresAt_idx" ON "Captcha"("expiresAt");

-- AddForeignKey
ALTER TABLE "CallToken" ADD CONSTRAINT "CallToken_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallToken" ADD CONSTRAINT "CallToken_staffSessionId_fkey" FOREIGN KEY ("staffSessionId") REFERENCES "StaffSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;
