-- Why: every consumer of an event has its own mark of what it still owes; apps are told of events by webhook; an app's old secret may live on for a while.
-- DropIndex
DROP INDEX "OutboxEvent_processedAt_id_idx";

-- DropIndex
DROP INDEX "OutboxEvent_topic_processedAt_id_idx";

-- AlterTable
ALTER TABLE "App" ADD COLUMN     "oldSecretCipher" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "oldSecretUntil" TIMESTAMPTZ(3),
ADD COLUMN     "oldSecretUsedAt" TIMESTAMPTZ(3),
ADD COLUMN     "secretUsedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "OutboxTask" (
    "consumer" TEXT NOT NULL,
    "eventId" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OutboxTask_pkey" PRIMARY KEY ("consumer","eventId")
);

-- What nobody had heard yet is owed to whoever would have heard it.
INSERT INTO "OutboxTask" ("consumer", "eventId", "attempts")
SELECT c."consumer", e."id", e."attempts" FROM "OutboxEvent" e
JOIN (VALUES ('goods.stock_rose', 'notices'), ('goods.price_changed', 'notices'), ('order.received', 'surveys'), ('order.paid', 'surveys'), ('aftersale.moved', 'surveys')) AS c("topic", "consumer") USING ("topic")
WHERE e."processedAt" IS NULL;

-- AlterTable
ALTER TABLE "OutboxEvent" DROP COLUMN "attempts",
DROP COLUMN "processedAt",
ADD COLUMN     "uid" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" SERIAL NOT NULL,
    "appId" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "secretCipher" TEXT NOT NULL,
    "oldSecretCipher" TEXT NOT NULL DEFAULT '',
    "oldSecretUntil" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMPTZ(3),
    "pausedUntil" TIMESTAMPTZ(3),
    "disabledReason" TEXT NOT NULL DEFAULT '',
    "disabledAt" TIMESTAMPTZ(3),
    "lastSuccessAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" SERIAL NOT NULL,
    "endpointId" INTEGER NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "claim" TEXT NOT NULL DEFAULT '',
    "isTest" BOOLEAN NOT NULL DEFAULT false,
    "replayOf" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookTry" (
    "id" SERIAL NOT NULL,
    "deliveryId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "error" TEXT NOT NULL DEFAULT '',
    "requestHeaders" JSONB NOT NULL DEFAULT '{}',
    "responseBody" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "WebhookTry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OutboxTask_eventId_idx" ON "OutboxTask"("eventId");

-- CreateIndex
CREATE INDEX "WebhookEndpoint_appId_idx" ON "WebhookEndpoint"("appId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_endpointId_state_nextAt_idx" ON "WebhookDelivery"("endpointId", "state", "nextAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_endpointId_createdAt_idx" ON "WebhookDelivery"("endpointId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "WebhookDelivery_eventId_idx" ON "WebhookDelivery"("eventId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");

-- CreateIndex
CREATE INDEX "WebhookTry_deliveryId_idx" ON "WebhookTry"("deliveryId");

-- CreateIndex
CREATE INDEX "GatewayCall_requestId_idx" ON "GatewayCall"("requestId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEvent_uid_key" ON "OutboxEvent"("uid");

-- CreateIndex
CREATE INDEX "OutboxEvent_createdAt_idx" ON "OutboxEvent"("createdAt");

-- AddForeignKey
ALTER TABLE "OutboxTask" ADD CONSTRAINT "OutboxTask_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "OutboxEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_appId_fkey" FOREIGN KEY ("appId") REFERENCES "App"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookTry" ADD CONSTRAINT "WebhookTry_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "WebhookDelivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;
