-- Why: the rates of the gateway hold for all server processes. Unlogged: counters of seconds are not worth a write-ahead log.
-- CreateTable
CREATE UNLOGGED TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "perSecond" DOUBLE PRECISION NOT NULL,
    "burst" DOUBLE PRECISION NOT NULL,
    "granted" DOUBLE PRECISION NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "atMs" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE UNLOGGED TABLE "RateFailure" (
    "address" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateFailure_pkey" PRIMARY KEY ("address")
);

-- CreateIndex
CREATE INDEX "RateBucket_atMs_idx" ON "RateBucket"("atMs");

-- CreateIndex
CREATE INDEX "RateFailure_since_idx" ON "RateFailure"("since");
