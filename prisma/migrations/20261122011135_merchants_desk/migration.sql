-- Why: what a member does to many rows at once (a file sent in, one change to many products) is looked at before, told after, undone later.
-- CreateTable
CREATE TABLE "DeskJob" (
    "id" SERIAL NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'prepared',
    "title" TEXT NOT NULL DEFAULT '',
    "request" JSONB NOT NULL DEFAULT '{}',
    "staffId" INTEGER NOT NULL,
    "staffName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),
    "undoneBy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DeskJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeskJobRow" (
    "jobId" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "lines" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "targetId" INTEGER NOT NULL DEFAULT 0,
    "number" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "plan" TEXT NOT NULL,
    "content" JSONB NOT NULL DEFAULT '{}',
    "changes" JSONB NOT NULL DEFAULT '[]',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL,
    "doneKey" TEXT,

    CONSTRAINT "DeskJobRow_pkey" PRIMARY KEY ("jobId","no")
);

-- CreateIndex
CREATE INDEX "DeskJob_sellerId_kind_id_idx" ON "DeskJob"("sellerId", "kind", "id" DESC);

-- CreateIndex
CREATE INDEX "DeskJob_createdAt_idx" ON "DeskJob"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "DeskJobRow_doneKey_key" ON "DeskJobRow"("doneKey");

-- CreateIndex
CREATE INDEX "DeskJobRow_jobId_state_idx" ON "DeskJobRow"("jobId", "state");

-- AddForeignKey
ALTER TABLE "DeskJobRow" ADD CONSTRAINT "DeskJobRow_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "DeskJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;
