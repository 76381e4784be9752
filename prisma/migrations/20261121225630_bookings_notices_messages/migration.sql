-- Why: bookings of what is sold out, tags, tokens that bind an identity, the inbox of the site, and the providers and texts of mails and
-- messages. Queued messages know when they are tried again. Safe: new tables and columns with defaults only.
-- AlterTable
ALTER TABLE "Favourite" ADD COLUMN     "hasStockNews" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lookAt" TIMESTAMPTZ(3),
ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "lastError" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "nextAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "Booking" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "skuId" INTEGER NOT NULL DEFAULT 0,
    "optionsText" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "linkMan" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "tel" TEXT NOT NULL DEFAULT '',
    "isDisposed" BOOLEAN NOT NULL DEFAULT false,
    "disposeNote" TEXT NOT NULL DEFAULT '',
    "disposedBy" TEXT NOT NULL DEFAULT '',
    "bookedAt" TIMESTAMPTZ(3) NOT NULL,
    "disposedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoodsTag" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GoodsTag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BindToken" (
    "id" SERIAL NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "openId" TEXT NOT NULL,
    "unionId" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BindToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "goodsId" INTEGER NOT NULL DEFAULT 0,
    "params" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageChannel" (
    "channel" TEXT NOT NULL,
    "provider" TEXT NOT NULL DEFAULT 'log',
    "language" TEXT NOT NULL DEFAULT 'zh-CN',
    "settingsCipher" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageChannel_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "MessageTemplate" (
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageTemplate_pkey" PRIMARY KEY ("channel","template","language")
);

-- CreateIndex
CREATE INDEX "Booking_userId_id_idx" ON "Booking"("userId", "id" DESC);

-- CreateIndex
CREATE INDEX "Booking_goodsId_isDisposed_id_idx" ON "Booking"("goodsId", "isDisposed", "id");

-- CreateIndex
CREATE INDEX "Booking_isDisposed_id_idx" ON "Booking"("isDisposed", "id");

-- CreateIndex
CREATE INDEX "GoodsTag_goodsId_key_idx" ON "GoodsTag"("goodsId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "GoodsTag_userId_goodsId_key_key" ON "GoodsTag"("userId", "goodsId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "BindToken_tokenHash_key" ON "BindToken"("tokenHash");

-- CreateIndex
CREATE INDEX "Notice_userId_id_idx" ON "Notice"("userId", "id" DESC);

-- CreateIndex
CREATE INDEX "Favourite_goodsId_idx" ON "Favourite"("goodsId");

-- CreateIndex
CREATE INDEX "Favourite_lookAt_idx" ON "Favourite"("lookAt");

-- CreateIndex
CREATE INDEX "OutboxEvent_topic_processedAt_id_idx" ON "OutboxEvent"("topic", "processedAt", "id");

-- CreateIndex
CREATE INDEX "OutboundMessage_state_nextAt_idx" ON "OutboundMessage"("state", "nextAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_recipient_idx" ON "OutboundMessage"("recipient");

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoodsTag" ADD CONSTRAINT "GoodsTag_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One open booking per user and SKU; units are counted from one.
CREATE UNIQUE INDEX "Booking_open_key" ON "Booking"("userId", "goodsId", "skuId") WHERE NOT "isDisposed";
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_quantity" CHECK ("quantity" > 0);
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_state" CHECK ("state" IN ('queued', 'sent', 'logged', 'failed'));
ALTER TABLE "MessageChannel" ADD CONSTRAINT "MessageChannel_channel" CHECK ("channel" IN ('mail', 'sms'));
