-- Why: deposits and withdrawals are requests with a state of their own, and what referrers earn is kept per order and level. New tables;
-- the checks on payments hold for every row, since both statements that write one write it so.
-- CreateTable
CREATE TABLE "AccountRequest" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "payFeeFen" INTEGER NOT NULL DEFAULT 0,
    "state" INTEGER NOT NULL DEFAULT 0,
    "payId" INTEGER NOT NULL DEFAULT 0,
    "payName" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "payeeCipher" TEXT NOT NULL DEFAULT '',
    "payeeMasked" TEXT NOT NULL DEFAULT '',
    "userNote" TEXT NOT NULL DEFAULT '',
    "staffNote" TEXT NOT NULL DEFAULT '',
    "providerNo" TEXT,
    "byName" TEXT NOT NULL DEFAULT '',
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "payingAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Commission" (
    "id" SERIAL NOT NULL,
    "orderId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "moneyRateBasisPoints" INTEGER NOT NULL,
    "pointRateBasisPoints" INTEGER NOT NULL,
    "sharePercent" INTEGER NOT NULL,
    "baseFen" INTEGER NOT NULL,
    "moneyFen" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "takenBackFen" INTEGER NOT NULL DEFAULT 0,
    "takenBackPoints" INTEGER NOT NULL DEFAULT 0,
    "writtenOffFen" INTEGER NOT NULL DEFAULT 0,
    "writtenOffPoints" INTEGER NOT NULL DEFAULT 0,
    "takeBacks" INTEGER NOT NULL DEFAULT 0,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "paidAt" TIMESTAMPTZ(3),

    CONSTRAINT "Commission_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AccountRequest_userId_id_idx" ON "AccountRequest"("userId", "id" DESC);

-- CreateIndex
CREATE INDEX "AccountRequest_kind_state_expiresAt_idx" ON "AccountRequest"("kind", "state", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "AccountRequest_channel_providerNo_key" ON "AccountRequest"("channel", "providerNo");

-- CreateIndex
CREATE INDEX "Commission_userId_id_idx" ON "Commission"("userId", "id" DESC);

-- CreateIndex
CREATE INDEX "Commission_state_dueAt_idx" ON "Commission"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Commission_orderId_level_key" ON "Commission"("orderId", "level");

-- CreateIndex
CREATE UNIQUE INDEX "Commission_orderId_userId_key" ON "Commission"("orderId", "userId");

-- CreateIndex
CREATE INDEX "User_referrerId_idx" ON "User"("referrerId");

-- AddForeignKey
ALTER TABLE "AccountRequest" ADD CONSTRAINT "AccountRequest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commission" ADD CONSTRAINT "Commission_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commission" ADD CONSTRAINT "Commission_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The figures and states hold whatever the code does.
ALTER TABLE "AccountRequest"
  ADD CHECK ("kind" IN (0, 1)), ADD CHECK ("state" BETWEEN 0 AND 3), ADD CHECK ("amountFen" > 0), ADD CHECK ("payFeeFen" >= 0),
  ADD CHECK (("state" = 0) = ("closedAt" IS NULL)),
  ADD CONSTRAINT "AccountRequest_deposit" CHECK ("kind" <> 0 OR ("state" <> 3 AND "payId" > 0 AND "channel" = '' AND "payeeCipher" = '' AND "providerNo" IS NULL AND "payingAt" IS NULL AND "expiresAt" IS NOT NULL)),
  ADD CONSTRAINT "AccountRequest_withdrawal" CHECK ("kind" <> 1 OR ("channel" IN ('bank', 'alipay', 'wechat') AND "payeeCipher" <> '' AND "payFeeFen" = 0 AND ("state" = 1) = ("providerNo" IS NOT NULL))),
  ADD CONSTRAINT "AccountRequest_refused_with_reason" CHECK ("state" <> 3 OR "staffNote" <> '');
ALTER TABLE "Commission"
  ADD CHECK ("level" IN (1, 2)), ADD CHECK ("state" IN ('pending', 'paid', 'void')), ADD CHECK ("baseFen" >= 0), ADD CHECK ("moneyFen" >= 0), ADD CHECK ("points" >= 0),
  ADD CHECK ("sharePercent" BETWEEN 1 AND 100), ADD CHECK ("takenBackFen" >= 0 AND "writtenOffFen" >= 0 AND "takenBackFen" + "writtenOffFen" <= "moneyFen"),
  ADD CHECK ("takenBackPoints" >= 0 AND "writtenOffPoints" >= 0 AND "takenBackPoints" + "writtenOffPoints" <= "points"),
  ADD CHECK ("state" <> 'paid' OR "paidAt" IS NOT NULL), ADD CHECK ("paidAt" IS NOT NULL OR "takenBackFen" + "writtenOffFen" + "takenBackPoints" + "writtenOffPoints" = 0);
ALTER TABLE "Payment" ADD CHECK ("subjectKind" IN ('order', 'deposit', 'agent')), ADD CHECK (("subjectKind" = 'order') = ("orderId" IS NOT NULL));
