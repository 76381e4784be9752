-- Why: questionnaires and votes with their answers, and keys programs send in place of a sign.
-- CreateTable
CREATE TABLE "AppApiKey" (
    "id" SERIAL NOT NULL,
    "appId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "keyHash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Survey" (
    "id" SERIAL NOT NULL,
    "sid" TEXT NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "atype" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "folder" TEXT NOT NULL DEFAULT '',
    "isStarred" BOOLEAN NOT NULL DEFAULT false,
    "status" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "creater" TEXT NOT NULL,
    "beginAt" TIMESTAMPTZ(3),
    "endAt" TIMESTAMPTZ(3),
    "maxAnswers" INTEGER NOT NULL DEFAULT 0,
    "maxPerMark" INTEGER NOT NULL DEFAULT 0,
    "trigger" TEXT NOT NULL DEFAULT 'none',
    "rewardKind" TEXT NOT NULL DEFAULT 'none',
    "rewardPoints" INTEGER NOT NULL DEFAULT 0,
    "rewardBonusTypeId" INTEGER NOT NULL DEFAULT 0,
    "compressImg" BOOLEAN NOT NULL DEFAULT false,
    "answerTotal" INTEGER NOT NULL DEFAULT 0,
    "answerValid" INTEGER NOT NULL DEFAULT 0,
    "lastIndex" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "invitesFrom" TIMESTAMPTZ(3),

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyQuestion" (
    "id" SERIAL NOT NULL,
    "surveyId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "qIndex" INTEGER NOT NULL,
    "qType" INTEGER NOT NULL,
    "qSubtype" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "isRequired" BOOLEAN NOT NULL DEFAULT true,
    "isHidden" BOOLEAN NOT NULL DEFAULT false,
    "prompt" TEXT NOT NULL DEFAULT '',
    "minOptions" INTEGER NOT NULL DEFAULT 0,
    "maxOptions" INTEGER NOT NULL DEFAULT 0,
    "verify" INTEGER NOT NULL DEFAULT 0,
    "minWords" INTEGER NOT NULL DEFAULT 0,
    "maxWords" INTEGER NOT NULL DEFAULT 0,
    "minValue" INTEGER NOT NULL DEFAULT 0,
    "maxValue" INTEGER NOT NULL DEFAULT 0,
    "isScored" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "SurveyQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyItem" (
    "questionId" INTEGER NOT NULL,
    "itemIndex" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "isSelected" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT NOT NULL DEFAULT '',
    "hasOwnText" BOOLEAN NOT NULL DEFAULT false,
    "standsAlone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "SurveyItem_pkey" PRIMARY KEY ("questionId","itemIndex")
);

-- CreateTable
CREATE TABLE "SurveyRow" (
    "questionId" INTEGER NOT NULL,
    "itemIndex" INTEGER NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "SurveyRow_pkey" PRIMARY KEY ("questionId","itemIndex")
);

-- CreateTable
CREATE TABLE "SurveyVersion" (
    "surveyId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SurveyVersion_pkey" PRIMARY KEY ("surveyId","version")
);

-- CreateTable
CREATE TABLE "SurveyAnswer" (
    "id" SERIAL NOT NULL,
    "surveyId" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "userId" INTEGER,
    "orderId" INTEGER,
    "onceKey" TEXT,
    "guestKey" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "mark" TEXT NOT NULL DEFAULT '',
    "udsid" INTEGER,
    "seconds" INTEGER NOT NULL,
    "isValid" BOOLEAN NOT NULL DEFAULT true,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SurveyAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyAnswerItem" (
    "answerId" INTEGER NOT NULL,
    "qIndex" INTEGER NOT NULL,
    "row" INTEGER NOT NULL DEFAULT 0,
    "items" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "text" TEXT NOT NULL DEFAULT '',
    "value" INTEGER,
    "ownTexts" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "SurveyAnswerItem_pkey" PRIMARY KEY ("answerId","qIndex","row")
);

-- CreateTable
CREATE TABLE "SurveyInvitation" (
    "id" SERIAL NOT NULL,
    "surveyId" INTEGER NOT NULL,
    "orderId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SurveyInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyReward" (
    "id" SERIAL NOT NULL,
    "surveyId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "bonusId" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SurveyReward_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AppApiKey_keyHash_key" ON "AppApiKey"("keyHash");

-- CreateIndex
CREATE INDEX "AppApiKey_appId_idx" ON "AppApiKey"("appId");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_sid_key" ON "Survey"("sid");

-- CreateIndex
CREATE INDEX "Survey_sellerId_status_id_idx" ON "Survey"("sellerId", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyQuestion_surveyId_position_key" ON "SurveyQuestion"("surveyId", "position");

-- CreateIndex
CREATE INDEX "SurveyAnswer_surveyId_mark_idx" ON "SurveyAnswer"("surveyId", "mark");

-- CreateIndex
CREATE INDEX "SurveyAnswer_surveyId_guestKey_idx" ON "SurveyAnswer"("surveyId", "guestKey");

-- CreateIndex
CREATE INDEX "SurveyAnswer_userId_idx" ON "SurveyAnswer"("userId");

-- CreateIndex
CREATE INDEX "SurveyAnswer_orderId_idx" ON "SurveyAnswer"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyAnswer_surveyId_index_key" ON "SurveyAnswer"("surveyId", "index");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyAnswer_surveyId_onceKey_key" ON "SurveyAnswer"("surveyId", "onceKey");

-- CreateIndex
CREATE INDEX "SurveyInvitation_userId_idx" ON "SurveyInvitation"("userId");

-- CreateIndex
CREATE INDEX "SurveyInvitation_orderId_idx" ON "SurveyInvitation"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyInvitation_surveyId_orderId_key" ON "SurveyInvitation"("surveyId", "orderId");

-- CreateIndex
CREATE INDEX "SurveyReward_userId_idx" ON "SurveyReward"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyReward_surveyId_userId_key" ON "SurveyReward"("surveyId", "userId");

-- AddForeignKey
ALTER TABLE "AppApiKey" ADD CONSTRAINT "AppApiKey_appId_fkey" FOREIGN KEY ("appId") REFERENCES "App"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyQuestion" ADD CONSTRAINT "SurveyQuestion_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyItem" ADD CONSTRAINT "SurveyItem_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "SurveyQuestion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyRow" ADD CONSTRAINT "SurveyRow_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "SurveyQuestion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyVersion" ADD CONSTRAINT "SurveyVersion_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyAnswer" ADD CONSTRAINT "SurveyAnswer_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyAnswer" ADD CONSTRAINT "SurveyAnswer_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyAnswer" ADD CONSTRAINT "SurveyAnswer_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyAnswerItem" ADD CONSTRAINT "SurveyAnswerItem_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "SurveyAnswer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyInvitation" ADD CONSTRAINT "SurveyInvitation_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyInvitation" ADD CONSTRAINT "SurveyInvitation_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyInvitation" ADD CONSTRAINT "SurveyInvitation_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyReward" ADD CONSTRAINT "SurveyReward_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyReward" ADD CONSTRAINT "SurveyReward_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What no code may get wrong.
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_status_known" CHECK ("status" BETWEEN 0 AND 3);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_valid_among_all" CHECK ("answerValid" BETWEEN 0 AND "answerTotal" AND "answerTotal" <= "lastIndex");
