-- Why: the shop begins. The second half states as constraints what no code may break.
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Rank" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "minPoints" INTEGER NOT NULL DEFAULT 0,
    "maxPoints" INTEGER NOT NULL DEFAULT 0,
    "discountPercent" INTEGER NOT NULL DEFAULT 100,
    "isSpecial" BOOLEAN NOT NULL DEFAULT false,
    "isPublic" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Rank_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "nickName" TEXT NOT NULL DEFAULT '',
    "avatarUrl" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "emailKey" TEXT,
    "mobile" TEXT NOT NULL DEFAULT '',
    "mobileKey" TEXT,
    "isEmailValid" BOOLEAN NOT NULL DEFAULT false,
    "isMobileValid" BOOLEAN NOT NULL DEFAULT false,
    "sex" INTEGER NOT NULL DEFAULT 0,
    "birthday" DATE,
    "qq" TEXT NOT NULL DEFAULT '',
    "officePhone" TEXT NOT NULL DEFAULT '',
    "homePhone" TEXT NOT NULL DEFAULT '',
    "passwordHash" TEXT,
    "passwordScheme" TEXT NOT NULL DEFAULT 'argon2id',
    "legacySalt" TEXT,
    "balanceFen" INTEGER NOT NULL DEFAULT 0,
    "frozenFen" INTEGER NOT NULL DEFAULT 0,
    "creditLineFen" INTEGER NOT NULL DEFAULT 0,
    "points" INTEGER NOT NULL DEFAULT 0,
    "rankPoints" INTEGER NOT NULL DEFAULT 0,
    "rankId" INTEGER,
    "specialRankId" INTEGER,
    "referrerId" INTEGER,
    "isDisabled" BOOLEAN NOT NULL DEFAULT false,
    "closedAt" TIMESTAMPTZ(3),
    "termsVersion" TEXT NOT NULL DEFAULT '',
    "termsAcceptedAt" TIMESTAMPTZ(3),
    "visitCount" INTEGER NOT NULL DEFAULT 0,
    "lastSignInAt" TIMESTAMPTZ(3),
    "lastIp" TEXT NOT NULL DEFAULT '',
    "signedUpAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signedUpIp" TEXT NOT NULL DEFAULT '',
    "staffNote" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" SERIAL NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userId" INTEGER NOT NULL,
    "appId" INTEGER NOT NULL DEFAULT 0,
    "device" TEXT NOT NULL DEFAULT '',
    "ip" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigninThrottle" (
    "key" TEXT NOT NULL,
    "failedAt" TIMESTAMPTZ(3)[],
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "SigninThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "SignupField" (
    "id" SERIAL NOT NULL,
    "label" TEXT NOT NULL,
    "isRequired" BOOLEAN NOT NULL DEFAULT false,
    "isShown" BOOLEAN NOT NULL DEFAULT true,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,

    CONSTRAINT "SignupField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignupFieldValue" (
    "userId" INTEGER NOT NULL,
    "fieldId" INTEGER NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "SignupFieldValue_pkey" PRIMARY KEY ("userId","fieldId")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" SERIAL NOT NULL,
    "provider" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "openId" TEXT NOT NULL,
    "unionId" TEXT,
    "userId" INTEGER NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "boundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResetToken" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ResetToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Address" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "consignee" TEXT NOT NULL,
    "countryId" INTEGER NOT NULL,
    "provinceId" INTEGER NOT NULL,
    "cityId" INTEGER NOT NULL,
    "districtId" INTEGER NOT NULL DEFAULT 0,
    "regionText" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "zipcode" TEXT NOT NULL DEFAULT '',
    "tel" TEXT NOT NULL DEFAULT '',
    "mobile" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "signBuilding" TEXT NOT NULL DEFAULT '',
    "bestTime" TEXT NOT NULL DEFAULT '',
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "balanceFen" INTEGER NOT NULL DEFAULT 0,
    "frozenFen" INTEGER NOT NULL DEFAULT 0,
    "points" INTEGER NOT NULL DEFAULT 0,
    "rankPoints" INTEGER NOT NULL DEFAULT 0,
    "balanceAfterFen" INTEGER NOT NULL,
    "frozenAfterFen" INTEGER NOT NULL,
    "pointsAfter" INTEGER NOT NULL,
    "rankPointsAfter" INTEGER NOT NULL,
    "type" INTEGER NOT NULL,
    "contraAccount" TEXT NOT NULL DEFAULT '',
    "contraFen" INTEGER NOT NULL DEFAULT 0,
    "referenceKind" TEXT NOT NULL,
    "referenceId" INTEGER NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "text" TEXT NOT NULL DEFAULT '',
    "byName" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Favourite" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "priceThenFen" INTEGER NOT NULL,
    "isAttention" BOOLEAN NOT NULL DEFAULT false,
    "priceBelowFen" INTEGER NOT NULL DEFAULT 0,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Favourite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BrowseHistory" (
    "userId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BrowseHistory_pkey" PRIMARY KEY ("userId","goodsId")
);

-- CreateTable
CREATE TABLE "BonusType" (
    "id" SERIAL NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "moneyFen" INTEGER NOT NULL,
    "sendKind" INTEGER NOT NULL DEFAULT 0,
    "minSendAmountFen" INTEGER NOT NULL DEFAULT 0,
    "minGoodsAmountFen" INTEGER NOT NULL DEFAULT 0,
    "sendStartAt" TIMESTAMPTZ(3) NOT NULL,
    "sendEndAt" TIMESTAMPTZ(3) NOT NULL,
    "useStartAt" TIMESTAMPTZ(3) NOT NULL,
    "useEndAt" TIMESTAMPTZ(3) NOT NULL,
    "useRange" INTEGER NOT NULL DEFAULT 0,
    "useRangeIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "BonusType_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Bonus" (
    "id" SERIAL NOT NULL,
    "typeId" INTEGER NOT NULL,
    "sn" TEXT,
    "userId" INTEGER,
    "orderId" INTEGER,
    "ownedAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Bonus_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Category" (
    "id" SERIAL NOT NULL,
    "parentId" INTEGER,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "keywords" TEXT NOT NULL DEFAULT '',
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "measureUnit" TEXT NOT NULL DEFAULT '',
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "showInNav" BOOLEAN NOT NULL DEFAULT false,
    "isShown" BOOLEAN NOT NULL DEFAULT true,
    "priceSteps" INTEGER NOT NULL DEFAULT 0,
    "filterAttributeIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "Category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CategoryPlacement" (
    "categoryId" INTEGER NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "isDirect" BOOLEAN NOT NULL,
    "isListed" BOOLEAN NOT NULL DEFAULT false,
    "sortOrder" INTEGER NOT NULL DEFAULT 100,

    CONSTRAINT "CategoryPlacement_pkey" PRIMARY KEY ("categoryId","goodsId")
);

-- CreateTable
CREATE TABLE "Brand" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "logoUrl" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "siteUrl" TEXT NOT NULL DEFAULT '',
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "isShown" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Brand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoodsType" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "GoodsType_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attribute" (
    "id" SERIAL NOT NULL,
    "goodsTypeId" INTEGER,
    "goodsId" INTEGER,
    "group" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "isFilter" BOOLEAN NOT NULL DEFAULT false,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,

    CONSTRAINT "Attribute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Goods" (
    "id" SERIAL NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "categoryId" INTEGER NOT NULL,
    "brandId" INTEGER,
    "goodsTypeId" INTEGER,
    "sn" TEXT NOT NULL,
    "snKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "brief" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "keywords" TEXT NOT NULL DEFAULT '',
    "searchText" TEXT NOT NULL DEFAULT '',
    "thumbUrl" TEXT NOT NULL DEFAULT '',
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "videoUrl" TEXT NOT NULL DEFAULT '',
    "marketPriceFen" INTEGER NOT NULL DEFAULT 0,
    "shopPriceFen" INTEGER NOT NULL,
    "costPriceFen" INTEGER NOT NULL DEFAULT 0,
    "promotePriceFen" INTEGER NOT NULL DEFAULT 0,
    "promoteStartAt" TIMESTAMPTZ(3),
    "promoteEndAt" TIMESTAMPTZ(3),
    "stock" INTEGER NOT NULL DEFAULT 0,
    "warnStock" INTEGER NOT NULL DEFAULT 1,
    "weightGrams" INTEGER NOT NULL DEFAULT 0,
    "isReal" BOOLEAN NOT NULL DEFAULT true,
    "extensionCode" TEXT NOT NULL DEFAULT '',
    "isOnSale" BOOLEAN NOT NULL DEFAULT true,
    "isAloneSale" BOOLEAN NOT NULL DEFAULT true,
    "isShippingFree" BOOLEAN NOT NULL DEFAULT false,
    "isBest" BOOLEAN NOT NULL DEFAULT false,
    "isNew" BOOLEAN NOT NULL DEFAULT false,
    "isHot" BOOLEAN NOT NULL DEFAULT false,
    "isDeleted" BOOLEAN NOT NULL DEFAULT false,
    "hasSku" BOOLEAN NOT NULL DEFAULT false,
    "pointsLimitYuan" INTEGER NOT NULL DEFAULT 0,
    "givePoints" INTEGER NOT NULL DEFAULT -1,
    "giveRankPoints" INTEGER NOT NULL DEFAULT -1,
    "bonusTypeId" INTEGER,
    "sortOrder" INTEGER NOT NULL DEFAULT 100,
    "sellerNote" TEXT NOT NULL DEFAULT '',
    "clickCount" INTEGER NOT NULL DEFAULT 0,
    "salesCount" INTEGER NOT NULL DEFAULT 0,
    "commentCount" INTEGER NOT NULL DEFAULT 0,
    "commentRankSum" INTEGER NOT NULL DEFAULT 0,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Goods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoodsImage" (
    "id" SERIAL NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "thumbUrl" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "sortOrder" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "GoodsImage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttributeValue" (
    "id" SERIAL NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "attributeId" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "priceFen" INTEGER NOT NULL DEFAULT 0,
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "sortOrder" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "AttributeValue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sku" (
    "id" SERIAL NOT NULL,
    "goodsId" INTEGER NOT NULL,
    "sn" TEXT NOT NULL,
    "snKey" TEXT NOT NULL,
    "optionValueIds" INTEGER[],
    "optionKey" TEXT NOT NULL,
    "optionsText" TEXT NOT NULL DEFAULT '',
    "priceFen" INTEGER,
    "stock" INTEGER NOT NULL DEFAULT 0,
    "isOnSale" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Sku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RankPrice" (
    "goodsId" INTEGER NOT NULL,
    "rankId" INTEGER NOT NULL,
    "priceFen" INTEGER NOT NULL,

    CONSTRAINT "RankPrice_pkey" PRIMARY KEY ("goodsId","rankId")
);

-- CreateTable
CREATE TABLE "VolumePrice" (
    "goodsId" INTEGER NOT NULL,
    "fromQuantity" INTEGER NOT NULL,
    "priceFen" INTEGER NOT NULL,

    CONSTRAINT "VolumePrice_pkey" PRIMARY KEY ("goodsId","fromQuantity")
);

-- CreateTable
CREATE TABLE "Fitting" (
    "goodsId" INTEGER NOT NULL,
    "fittingGoodsId" INTEGER NOT NULL,
    "priceFen" INTEGER NOT NULL,

    CONSTRAINT "Fitting_pkey" PRIMARY KEY ("goodsId","fittingGoodsId")
);

-- CreateTable
CREATE TABLE "GoodsLink" (
    "goodsId" INTEGER NOT NULL,
    "linkedGoodsId" INTEGER NOT NULL,
    "sortOrder" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "GoodsLink_pkey" PRIMARY KEY ("goodsId","linkedGoodsId")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" SERIAL NOT NULL,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "goodsId" INTEGER,
    "userId" INTEGER NOT NULL,
    "orderLineId" INTEGER,
    "rank" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "images" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "optionsText" TEXT NOT NULL DEFAULT '',
    "isAnonymous" BOOLEAN NOT NULL DEFAULT false,
    "isApproved" BOOLEAN NOT NULL DEFAULT false,
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchHit" (
    "word" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "searcher" TEXT NOT NULL,

    CONSTRAINT "SearchHit_pkey" PRIMARY KEY ("word","day","searcher")
);

-- CreateTable
CREATE TABLE "SearchHistory" (
    "userId" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SearchHistory_pkey" PRIMARY KEY ("userId","word")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" SERIAL NOT NULL,
    "sn" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL DEFAULT 'order',
    "orderId" INTEGER,
    "subjectId" INTEGER NOT NULL DEFAULT 0,
    "payId" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "payFeeFen" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "payerUserId" INTEGER NOT NULL DEFAULT 0,
    "appId" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'created',
    "providerTradeNo" TEXT,
    "payUrl" TEXT NOT NULL DEFAULT '',
    "qrCode" TEXT NOT NULL DEFAULT '',
    "clientParams" JSONB NOT NULL DEFAULT '{}',
    "refundedFen" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "nextQueryAt" TIMESTAMPTZ(3),
    "queriedAt" TIMESTAMPTZ(3),
    "queryCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Refund" (
    "id" SERIAL NOT NULL,
    "sn" TEXT NOT NULL,
    "paymentId" INTEGER NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'created',
    "providerRefundNo" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "nextTryAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentNotification" (
    "id" SERIAL NOT NULL,
    "provider" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT '',
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT NOT NULL DEFAULT '',
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "isVerified" BOOLEAN NOT NULL,
    "result" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "PaymentNotification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "App" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secretCipher" TEXT NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "isDeleted" BOOLEAN NOT NULL DEFAULT false,
    "needsCaptcha" BOOLEAN NOT NULL DEFAULT false,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ipList" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rates" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "App_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GatewayCall" (
    "id" SERIAL NOT NULL,
    "requestId" TEXT NOT NULL,
    "dialect" TEXT NOT NULL,
    "appId" INTEGER NOT NULL DEFAULT 0,
    "appKey" TEXT NOT NULL DEFAULT '',
    "method" TEXT NOT NULL DEFAULT '',
    "code" INTEGER NOT NULL DEFAULT 0,
    "durationMs" INTEGER NOT NULL,
    "ip" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GatewayCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "id" SERIAL NOT NULL,
    "appId" INTEGER NOT NULL,
    "sign" TEXT NOT NULL,
    "filesDigest" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'running',
    "contentType" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" SERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "processedAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" SERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "bodyCipher" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Promotion" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "startAt" TIMESTAMPTZ(3) NOT NULL,
    "endAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "config" JSONB NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Promotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Region" (
    "id" INTEGER NOT NULL,
    "parentId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "pinyin" TEXT NOT NULL,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShippingMethod" (
    "id" SERIAL NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'express',
    "supportsCod" BOOLEAN NOT NULL DEFAULT false,
    "insureKind" TEXT NOT NULL DEFAULT 'none',
    "insureFen" INTEGER NOT NULL DEFAULT 0,
    "insureRate" INTEGER NOT NULL DEFAULT 0,
    "insureMinFen" INTEGER NOT NULL DEFAULT 100,
    "insureMaxFen" INTEGER NOT NULL DEFAULT 0,
    "estimateDays" INTEGER NOT NULL DEFAULT 3,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,

    CONSTRAINT "ShippingMethod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShippingArea" (
    "id" SERIAL NOT NULL,
    "methodId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "formula" TEXT NOT NULL DEFAULT 'by_weight',
    "baseFeeFen" INTEGER NOT NULL DEFAULT 0,
    "firstGrams" INTEGER NOT NULL DEFAULT 1000,
    "stepGrams" INTEGER NOT NULL DEFAULT 1000,
    "stepFeeFen" INTEGER NOT NULL DEFAULT 0,
    "secondGrams" INTEGER NOT NULL DEFAULT 0,
    "nextStepFeeFen" INTEGER NOT NULL DEFAULT 0,
    "itemFeeFen" INTEGER NOT NULL DEFAULT 0,
    "freeFromFen" INTEGER NOT NULL DEFAULT 0,
    "maxGrams" INTEGER NOT NULL DEFAULT 0,
    "codFeeFen" INTEGER NOT NULL DEFAULT 0,
    "codFeeRate" INTEGER NOT NULL DEFAULT 0,
    "regionIds" INTEGER[],

    CONSTRAINT "ShippingArea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentMethod" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "feeFen" INTEGER NOT NULL DEFAULT 0,
    "feeRate" INTEGER NOT NULL DEFAULT 0,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "settingsCipher" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "PaymentMethod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pack" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "feeFen" INTEGER NOT NULL DEFAULT 0,
    "freeFromFen" INTEGER NOT NULL DEFAULT 0,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Card" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "feeFen" INTEGER NOT NULL DEFAULT 0,
    "freeFromFen" INTEGER NOT NULL DEFAULT 0,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdPosition" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "width" INTEGER NOT NULL DEFAULT 0,
    "height" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "AdPosition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ad" (
    "id" SERIAL NOT NULL,
    "positionId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" INTEGER NOT NULL DEFAULT 0,
    "imageUrl" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "link" TEXT NOT NULL DEFAULT '',
    "linkType" TEXT NOT NULL DEFAULT 'none',
    "linkId" INTEGER NOT NULL DEFAULT 0,
    "startAt" TIMESTAMPTZ(3) NOT NULL,
    "endAt" TIMESTAMPTZ(3) NOT NULL,
    "sortOrder" INTEGER NOT NULL DEFAULT 50,
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "clickCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Ad_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Role" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "permissions" TEXT[],

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "roleId" INTEGER NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "isDisabled" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSignInAt" TIMESTAMPTZ(3),
    "preferences" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffSession" (
    "id" SERIAL NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "staffId" INTEGER NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" SERIAL NOT NULL,
    "staffId" INTEGER NOT NULL,
    "staffName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "targetKind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "targetName" TEXT NOT NULL DEFAULT '',
    "before" JSONB NOT NULL DEFAULT '{}',
    "after" JSONB NOT NULL DEFAULT '{}',
    "ip" TEXT NOT NULL DEFAULT '',
    "requestId" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cart" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER,
    "keyHash" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CartLine" (
    "id" SERIAL NOT NULL,
    "cartId" INTEGER NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "goodsId" INTEGER NOT NULL,
    "skuId" INTEGER NOT NULL DEFAULT 0,
    "optionValueIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "optionKey" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL,
    "isSelected" BOOLEAN NOT NULL DEFAULT true,
    "basicGoodsId" INTEGER NOT NULL DEFAULT 0,
    "giftPromotionId" INTEGER NOT NULL DEFAULT 0,
    "packageId" INTEGER NOT NULL DEFAULT 0,
    "flowType" INTEGER NOT NULL DEFAULT 0,
    "promotionId" INTEGER NOT NULL DEFAULT 0,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CartLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Checkout" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "userId" INTEGER NOT NULL,
    "flowType" INTEGER NOT NULL DEFAULT 0,
    "promotionId" INTEGER NOT NULL DEFAULT 0,
    "cartLineIds" INTEGER[],
    "addressId" INTEGER NOT NULL DEFAULT 0,
    "payId" INTEGER NOT NULL DEFAULT 0,
    "packId" INTEGER NOT NULL DEFAULT 0,
    "cardId" INTEGER NOT NULL DEFAULT 0,
    "cardMessage" TEXT NOT NULL DEFAULT '',
    "bonusId" INTEGER NOT NULL DEFAULT 0,
    "pointsAsked" INTEGER NOT NULL DEFAULT 0,
    "balanceAskedFen" INTEGER NOT NULL DEFAULT 0,
    "oosChoice" INTEGER NOT NULL DEFAULT 0,
    "groups" JSONB NOT NULL DEFAULT '{}',
    "invoice" JSONB NOT NULL DEFAULT '{}',
    "lastAmounts" JSONB NOT NULL DEFAULT '{}',
    "orderId" INTEGER,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Checkout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" SERIAL NOT NULL,
    "sn" TEXT NOT NULL,
    "userId" INTEGER NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "mainOrderId" INTEGER,
    "isMain" BOOLEAN NOT NULL DEFAULT false,
    "checkoutToken" TEXT,
    "orderStatus" INTEGER NOT NULL DEFAULT 0,
    "shippingStatus" INTEGER NOT NULL DEFAULT 0,
    "payStatus" INTEGER NOT NULL DEFAULT 0,
    "refundStatus" INTEGER NOT NULL DEFAULT 0,
    "isCod" BOOLEAN NOT NULL DEFAULT false,
    "isShort" BOOLEAN NOT NULL DEFAULT false,
    "extensionCode" TEXT NOT NULL DEFAULT '',
    "promotionId" INTEGER NOT NULL DEFAULT 0,
    "addressId" INTEGER NOT NULL DEFAULT 0,
    "consignee" TEXT NOT NULL DEFAULT '',
    "countryId" INTEGER NOT NULL DEFAULT 0,
    "provinceId" INTEGER NOT NULL DEFAULT 0,
    "cityId" INTEGER NOT NULL DEFAULT 0,
    "districtId" INTEGER NOT NULL DEFAULT 0,
    "regionText" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "zipcode" TEXT NOT NULL DEFAULT '',
    "tel" TEXT NOT NULL DEFAULT '',
    "mobile" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "signBuilding" TEXT NOT NULL DEFAULT '',
    "bestTime" TEXT NOT NULL DEFAULT '',
    "shippingId" INTEGER NOT NULL DEFAULT 0,
    "shippingName" TEXT NOT NULL DEFAULT '',
    "outletId" INTEGER NOT NULL DEFAULT 0,
    "pickupAt" TIMESTAMPTZ(3),
    "payId" INTEGER NOT NULL DEFAULT 0,
    "payCode" TEXT NOT NULL DEFAULT '',
    "payName" TEXT NOT NULL DEFAULT '',
    "packId" INTEGER NOT NULL DEFAULT 0,
    "packName" TEXT NOT NULL DEFAULT '',
    "cardId" INTEGER NOT NULL DEFAULT 0,
    "cardName" TEXT NOT NULL DEFAULT '',
    "cardMessage" TEXT NOT NULL DEFAULT '',
    "oosChoice" INTEGER NOT NULL DEFAULT 0,
    "buyerNote" TEXT NOT NULL DEFAULT '',
    "toBuyer" TEXT NOT NULL DEFAULT '',
    "staffNote" TEXT NOT NULL DEFAULT '',
    "bonusId" INTEGER NOT NULL DEFAULT 0,
    "goodsAmountFen" INTEGER NOT NULL DEFAULT 0,
    "marketAmountFen" INTEGER NOT NULL DEFAULT 0,
    "discountFen" INTEGER NOT NULL DEFAULT 0,
    "taxFen" INTEGER NOT NULL DEFAULT 0,
    "packFeeFen" INTEGER NOT NULL DEFAULT 0,
    "cardFeeFen" INTEGER NOT NULL DEFAULT 0,
    "shippingFeeFen" INTEGER NOT NULL DEFAULT 0,
    "insureFeeFen" INTEGER NOT NULL DEFAULT 0,
    "payFeeFen" INTEGER NOT NULL DEFAULT 0,
    "bonusFen" INTEGER NOT NULL DEFAULT 0,
    "points" INTEGER NOT NULL DEFAULT 0,
    "pointsMoneyFen" INTEGER NOT NULL DEFAULT 0,
    "exchangePoints" INTEGER NOT NULL DEFAULT 0,
    "balanceFen" INTEGER NOT NULL DEFAULT 0,
    "moneyPaidFen" INTEGER NOT NULL DEFAULT 0,
    "orderAmountFen" INTEGER NOT NULL DEFAULT 0,
    "refundedFen" INTEGER NOT NULL DEFAULT 0,
    "givePoints" INTEGER NOT NULL DEFAULT 0,
    "giveRankPoints" INTEGER NOT NULL DEFAULT 0,
    "priceSteps" JSONB NOT NULL DEFAULT '[]',
    "activities" JSONB NOT NULL DEFAULT '[]',
    "mergedIntoSn" TEXT NOT NULL DEFAULT '',
    "referer" TEXT NOT NULL DEFAULT '',
    "client" TEXT NOT NULL DEFAULT 'h5',
    "appId" INTEGER NOT NULL DEFAULT 0,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "payDeadline" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "shippedAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3),
    "receiveDeadline" TIMESTAMPTZ(3),
    "canceledAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" SERIAL NOT NULL,
    "orderId" INTEGER NOT NULL,
    "sellerId" INTEGER NOT NULL DEFAULT 0,
    "goodsId" INTEGER NOT NULL,
    "skuId" INTEGER NOT NULL DEFAULT 0,
    "goodsSn" TEXT NOT NULL,
    "goodsName" TEXT NOT NULL,
    "goodsThumb" TEXT NOT NULL,
    "optionValueIds" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "optionsText" TEXT NOT NULL DEFAULT '',
    "marketPriceFen" INTEGER NOT NULL,
    "unitPriceFen" INTEGER NOT NULL,
    "priceReason" TEXT NOT NULL DEFAULT 'shop',
    "quantity" INTEGER NOT NULL,
    "subtotalFen" INTEGER NOT NULL,
    "discountShareFen" INTEGER NOT NULL DEFAULT 0,
    "bonusShareFen" INTEGER NOT NULL DEFAULT 0,
    "pointsShareFen" INTEGER NOT NULL DEFAULT 0,
    "taxShareFen" INTEGER NOT NULL DEFAULT 0,
    "netAmountFen" INTEGER NOT NULL,
    "refundedFen" INTEGER NOT NULL DEFAULT 0,
    "givePoints" INTEGER NOT NULL DEFAULT -1,
    "giveRankPoints" INTEGER NOT NULL DEFAULT -1,
    "weightGrams" INTEGER NOT NULL DEFAULT 0,
    "isReal" BOOLEAN NOT NULL DEFAULT true,
    "isShippingFree" BOOLEAN NOT NULL DEFAULT false,
    "extensionCode" TEXT NOT NULL DEFAULT '',
    "basicGoodsId" INTEGER NOT NULL DEFAULT 0,
    "giftPromotionId" INTEGER NOT NULL DEFAULT 0,
    "packageId" INTEGER NOT NULL DEFAULT 0,
    "packageGoods" JSONB NOT NULL DEFAULT '[]',
    "packedQuantity" INTEGER NOT NULL DEFAULT 0,
    "shippedQuantity" INTEGER NOT NULL DEFAULT 0,
    "returnedQuantity" INTEGER NOT NULL DEFAULT 0,
    "takenQuantity" INTEGER NOT NULL DEFAULT 0,
    "isCommented" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLog" (
    "id" SERIAL NOT NULL,
    "orderId" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "staffId" INTEGER,
    "orderStatus" INTEGER NOT NULL,
    "shippingStatus" INTEGER NOT NULL,
    "payStatus" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invoice" (
    "orderId" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "titleType" TEXT NOT NULL,
    "payee" TEXT NOT NULL,
    "taxNo" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL,
    "amountFen" INTEGER NOT NULL,

    CONSTRAINT "Invoice_pkey" PRIMARY KEY ("orderId")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" SERIAL NOT NULL,
    "sn" TEXT NOT NULL,
    "orderId" INTEGER NOT NULL,
    "status" INTEGER NOT NULL DEFAULT 2,
    "shippingId" INTEGER NOT NULL DEFAULT 0,
    "shippingName" TEXT NOT NULL DEFAULT '',
    "trackingNo" TEXT NOT NULL DEFAULT '',
    "traces" JSONB NOT NULL DEFAULT '[]',
    "traceState" TEXT NOT NULL DEFAULT 'none',
    "tracedAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "shippedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliveryLine" (
    "deliveryId" INTEGER NOT NULL,
    "orderLineId" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "DeliveryLine_pkey" PRIMARY KEY ("deliveryId","orderLineId")
);

-- CreateTable
CREATE TABLE "Aftersale" (
    "id" SERIAL NOT NULL,
    "sn" TEXT NOT NULL,
    "orderId" INTEGER NOT NULL,
    "orderLineId" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "state" INTEGER NOT NULL DEFAULT 0,
    "isAgreed" BOOLEAN NOT NULL DEFAULT false,
    "isRefunded" BOOLEAN NOT NULL DEFAULT false,
    "cause" TEXT NOT NULL DEFAULT '',
    "remark" TEXT NOT NULL DEFAULT '',
    "images" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "quantity" INTEGER NOT NULL,
    "requestedFen" INTEGER NOT NULL DEFAULT 0,
    "refundedFen" INTEGER NOT NULL DEFAULT 0,
    "refundedPoints" INTEGER NOT NULL DEFAULT 0,
    "refundTo" TEXT NOT NULL DEFAULT 'original',
    "returnShippingName" TEXT NOT NULL DEFAULT '',
    "returnTrackingNo" TEXT NOT NULL DEFAULT '',
    "exchangeShippingName" TEXT NOT NULL DEFAULT '',
    "exchangeTrackingNo" TEXT NOT NULL DEFAULT '',
    "toBuyer" TEXT NOT NULL DEFAULT '',
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "deadline" TIMESTAMPTZ(3),

    CONSTRAINT "Aftersale_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Rank_name_key" ON "Rank"("name");

-- CreateIndex
CREATE UNIQUE INDEX "User_nameKey_key" ON "User"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_emailKey_key" ON "User"("emailKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_mobileKey_key" ON "User"("mobileKey");

-- CreateIndex
CREATE INDEX "User_signedUpIp_signedUpAt_idx" ON "User"("signedUpIp", "signedUpAt");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_userId_appId_endedAt_idx" ON "Session"("userId", "appId", "endedAt");

-- CreateIndex
CREATE INDEX "Identity_provider_unionId_idx" ON "Identity"("provider", "unionId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_provider_appId_openId_key" ON "Identity"("provider", "appId", "openId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_provider_appId_userId_key" ON "Identity"("provider", "appId", "userId");

-- CreateIndex
CREATE INDEX "ResetToken_userId_kind_createdAt_idx" ON "ResetToken"("userId", "kind", "createdAt");

-- CreateIndex
CREATE INDEX "ResetToken_secretHash_idx" ON "ResetToken"("secretHash");

-- CreateIndex
CREATE INDEX "Address_userId_idx" ON "Address"("userId");

-- CreateIndex
CREATE INDEX "LedgerEntry_userId_id_idx" ON "LedgerEntry"("userId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_type_referenceKind_referenceId_step_key" ON "LedgerEntry"("type", "referenceKind", "referenceId", "step");

-- CreateIndex
CREATE UNIQUE INDEX "Favourite_userId_goodsId_key" ON "Favourite"("userId", "goodsId");

-- CreateIndex
CREATE INDEX "BrowseHistory_userId_seenAt_idx" ON "BrowseHistory"("userId", "seenAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Bonus_sn_key" ON "Bonus"("sn");

-- CreateIndex
CREATE UNIQUE INDEX "Bonus_orderId_key" ON "Bonus"("orderId");

-- CreateIndex
CREATE INDEX "Bonus_userId_idx" ON "Bonus"("userId");

-- CreateIndex
CREATE INDEX "Category_parentId_sortOrder_id_idx" ON "Category"("parentId", "sortOrder", "id");

-- CreateIndex
CREATE INDEX "CategoryPlacement_categoryId_isListed_sortOrder_goodsId_idx" ON "CategoryPlacement"("categoryId", "isListed", "sortOrder", "goodsId" DESC);

-- CreateIndex
CREATE INDEX "CategoryPlacement_goodsId_idx" ON "CategoryPlacement"("goodsId");

-- CreateIndex
CREATE UNIQUE INDEX "Brand_name_key" ON "Brand"("name");

-- CreateIndex
CREATE UNIQUE INDEX "GoodsType_name_key" ON "GoodsType"("name");

-- CreateIndex
CREATE INDEX "Attribute_goodsTypeId_sortOrder_idx" ON "Attribute"("goodsTypeId", "sortOrder");

-- CreateIndex
CREATE UNIQUE INDEX "Goods_snKey_key" ON "Goods"("snKey");

-- CreateIndex
CREATE INDEX "Goods_isDeleted_isOnSale_isAloneSale_sortOrder_id_idx" ON "Goods"("isDeleted", "isOnSale", "isAloneSale", "sortOrder", "id" DESC);

-- CreateIndex
CREATE INDEX "Goods_brandId_idx" ON "Goods"("brandId");

-- CreateIndex
CREATE INDEX "Goods_sellerId_idx" ON "Goods"("sellerId");

-- CreateIndex
CREATE INDEX "GoodsImage_goodsId_sortOrder_id_idx" ON "GoodsImage"("goodsId", "sortOrder", "id");

-- CreateIndex
CREATE INDEX "AttributeValue_attributeId_value_idx" ON "AttributeValue"("attributeId", "value");

-- CreateIndex
CREATE UNIQUE INDEX "AttributeValue_goodsId_attributeId_value_key" ON "AttributeValue"("goodsId", "attributeId", "value");

-- CreateIndex
CREATE UNIQUE INDEX "Sku_snKey_key" ON "Sku"("snKey");

-- CreateIndex
CREATE UNIQUE INDEX "Sku_goodsId_optionKey_key" ON "Sku"("goodsId", "optionKey");

-- CreateIndex
CREATE UNIQUE INDEX "Comment_orderLineId_key" ON "Comment"("orderLineId");

-- CreateIndex
CREATE INDEX "Comment_goodsId_isApproved_addedAt_id_idx" ON "Comment"("goodsId", "isApproved", "addedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Comment_userId_idx" ON "Comment"("userId");

-- CreateIndex
CREATE INDEX "SearchHit_day_idx" ON "SearchHit"("day");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_sn_key" ON "Payment"("sn");

-- CreateIndex
CREATE INDEX "Payment_orderId_state_idx" ON "Payment"("orderId", "state");

-- CreateIndex
CREATE INDEX "Payment_state_nextQueryAt_idx" ON "Payment"("state", "nextQueryAt");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_provider_providerTradeNo_key" ON "Payment"("provider", "providerTradeNo");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_sn_key" ON "Refund"("sn");

-- CreateIndex
CREATE INDEX "Refund_state_nextTryAt_idx" ON "Refund"("state", "nextTryAt");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_paymentId_key_attempt_key" ON "Refund"("paymentId", "key", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentNotification_provider_eventId_key" ON "PaymentNotification"("provider", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "App_key_key" ON "App"("key");

-- CreateIndex
CREATE INDEX "GatewayCall_appId_at_idx" ON "GatewayCall"("appId", "at" DESC);

-- CreateIndex
CREATE INDEX "GatewayCall_at_idx" ON "GatewayCall"("at");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_expiresAt_idx" ON "IdempotencyRecord"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdempotencyRecord_appId_sign_filesDigest_key" ON "IdempotencyRecord"("appId", "sign", "filesDigest");

-- CreateIndex
CREATE INDEX "OutboxEvent_processedAt_id_idx" ON "OutboxEvent"("processedAt", "id");

-- CreateIndex
CREATE INDEX "OutboundMessage_state_id_idx" ON "OutboundMessage"("state", "id");

-- CreateIndex
CREATE INDEX "Promotion_kind_state_startAt_endAt_idx" ON "Promotion"("kind", "state", "startAt", "endAt");

-- CreateIndex
CREATE INDEX "Region_parentId_id_idx" ON "Region"("parentId", "id");

-- CreateIndex
CREATE INDEX "Region_name_idx" ON "Region"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ShippingMethod_sellerId_code_key" ON "ShippingMethod"("sellerId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentMethod_code_key" ON "PaymentMethod"("code");

-- CreateIndex
CREATE UNIQUE INDEX "AdPosition_code_key" ON "AdPosition"("code");

-- CreateIndex
CREATE INDEX "Ad_positionId_sortOrder_idx" ON "Ad"("positionId", "sortOrder");

-- CreateIndex
CREATE UNIQUE INDEX "Role_name_key" ON "Role"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_nameKey_key" ON "Staff"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "StaffSession_tokenHash_key" ON "StaffSession"("tokenHash");

-- CreateIndex
CREATE INDEX "StaffSession_staffId_idx" ON "StaffSession"("staffId");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at" DESC);

-- CreateIndex
CREATE INDEX "AuditEntry_targetKind_targetId_idx" ON "AuditEntry"("targetKind", "targetId");

-- CreateIndex
CREATE INDEX "AuditEntry_staffId_idx" ON "AuditEntry"("staffId");

-- CreateIndex
CREATE UNIQUE INDEX "Cart_userId_key" ON "Cart"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Cart_keyHash_key" ON "Cart"("keyHash");

-- CreateIndex
CREATE INDEX "Cart_updatedAt_idx" ON "Cart"("updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CartLine_cartId_goodsId_optionKey_basicGoodsId_giftPromotio_key" ON "CartLine"("cartId", "goodsId", "optionKey", "basicGoodsId", "giftPromotionId", "packageId", "flowType", "promotionId");

-- CreateIndex
CREATE UNIQUE INDEX "Checkout_token_key" ON "Checkout"("token");

-- CreateIndex
CREATE INDEX "Checkout_userId_idx" ON "Checkout"("userId");

-- CreateIndex
CREATE INDEX "Checkout_touchedAt_idx" ON "Checkout"("touchedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Order_sn_key" ON "Order"("sn");

-- CreateIndex
CREATE UNIQUE INDEX "Order_checkoutToken_key" ON "Order"("checkoutToken");

-- CreateIndex
CREATE INDEX "Order_userId_addedAt_id_idx" ON "Order"("userId", "addedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Order_orderStatus_shippingStatus_payStatus_idx" ON "Order"("orderStatus", "shippingStatus", "payStatus");

-- CreateIndex
CREATE INDEX "Order_payDeadline_idx" ON "Order"("payDeadline");

-- CreateIndex
CREATE INDEX "Order_receiveDeadline_idx" ON "Order"("receiveDeadline");

-- CreateIndex
CREATE INDEX "Order_addedAt_idx" ON "Order"("addedAt");

-- CreateIndex
CREATE INDEX "OrderLine_orderId_idx" ON "OrderLine"("orderId");

-- CreateIndex
CREATE INDEX "OrderLine_goodsId_idx" ON "OrderLine"("goodsId");

-- CreateIndex
CREATE INDEX "OrderLog_orderId_id_idx" ON "OrderLog"("orderId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_sn_key" ON "Delivery"("sn");

-- CreateIndex
CREATE INDEX "Delivery_orderId_idx" ON "Delivery"("orderId");

-- CreateIndex
CREATE INDEX "Aftersale_orderId_idx" ON "Aftersale"("orderId");

-- CreateIndex
CREATE INDEX "Aftersale_state_deadline_idx" ON "Aftersale"("state", "deadline");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupFieldValue" ADD CONSTRAINT "SignupFieldValue_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupFieldValue" ADD CONSTRAINT "SignupFieldValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "SignupField"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResetToken" ADD CONSTRAINT "ResetToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Address" ADD CONSTRAINT "Address_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Favourite" ADD CONSTRAINT "Favourite_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BrowseHistory" ADD CONSTRAINT "BrowseHistory_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bonus" ADD CONSTRAINT "Bonus_typeId_fkey" FOREIGN KEY ("typeId") REFERENCES "BonusType"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bonus" ADD CONSTRAINT "Bonus_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CategoryPlacement" ADD CONSTRAINT "CategoryPlacement_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "Category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CategoryPlacement" ADD CONSTRAINT "CategoryPlacement_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attribute" ADD CONSTRAINT "Attribute_goodsTypeId_fkey" FOREIGN KEY ("goodsTypeId") REFERENCES "GoodsType"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goods" ADD CONSTRAINT "Goods_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "Category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goods" ADD CONSTRAINT "Goods_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "Brand"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goods" ADD CONSTRAINT "Goods_goodsTypeId_fkey" FOREIGN KEY ("goodsTypeId") REFERENCES "GoodsType"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoodsImage" ADD CONSTRAINT "GoodsImage_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttributeValue" ADD CONSTRAINT "AttributeValue_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttributeValue" ADD CONSTRAINT "AttributeValue_attributeId_fkey" FOREIGN KEY ("attributeId") REFERENCES "Attribute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sku" ADD CONSTRAINT "Sku_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RankPrice" ADD CONSTRAINT "RankPrice_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RankPrice" ADD CONSTRAINT "RankPrice_rankId_fkey" FOREIGN KEY ("rankId") REFERENCES "Rank"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VolumePrice" ADD CONSTRAINT "VolumePrice_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fitting" ADD CONSTRAINT "Fitting_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fitting" ADD CONSTRAINT "Fitting_fittingGoodsId_fkey" FOREIGN KEY ("fittingGoodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoodsLink" ADD CONSTRAINT "GoodsLink_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GoodsLink" ADD CONSTRAINT "GoodsLink_linkedGoodsId_fkey" FOREIGN KEY ("linkedGoodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_goodsId_fkey" FOREIGN KEY ("goodsId") REFERENCES "Goods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchHistory" ADD CONSTRAINT "SearchHistory_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShippingArea" ADD CONSTRAINT "ShippingArea_methodId_fkey" FOREIGN KEY ("methodId") REFERENCES "ShippingMethod"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ad" ADD CONSTRAINT "Ad_positionId_fkey" FOREIGN KEY ("positionId") REFERENCES "AdPosition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Staff" ADD CONSTRAINT "Staff_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffSession" ADD CONSTRAINT "StaffSession_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cart" ADD CONSTRAINT "Cart_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CartLine" ADD CONSTRAINT "CartLine_cartId_fkey" FOREIGN KEY ("cartId") REFERENCES "Cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkout" ADD CONSTRAINT "Checkout_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_mainOrderId_fkey" FOREIGN KEY ("mainOrderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLog" ADD CONSTRAINT "OrderLog_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invoice" ADD CONSTRAINT "Invoice_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliveryLine" ADD CONSTRAINT "DeliveryLine_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliveryLine" ADD CONSTRAINT "DeliveryLine_orderLineId_fkey" FOREIGN KEY ("orderLineId") REFERENCES "OrderLine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Aftersale" ADD CONSTRAINT "Aftersale_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Aftersale" ADD CONSTRAINT "Aftersale_orderLineId_fkey" FOREIGN KEY ("orderLineId") REFERENCES "OrderLine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Money, points and stock never fall below their floor, whatever code runs.
ALTER TABLE "Goods" ADD CHECK ("stock" >= 0), ADD CHECK ("shopPriceFen" >= 0), ADD CHECK ("promotePriceFen" >= 0), ADD CHECK ("weightGrams" >= 0);
ALTER TABLE "Sku" ADD CHECK ("stock" >= 0), ADD CHECK ("priceFen" IS NULL OR "priceFen" >= 0);
ALTER TABLE "RankPrice" ADD CHECK ("priceFen" >= 0);
ALTER TABLE "VolumePrice" ADD CHECK ("priceFen" > 0), ADD CHECK ("fromQuantity" >= 2);
ALTER TABLE "Fitting" ADD CHECK ("priceFen" >= 0), ADD CHECK ("goodsId" <> "fittingGoodsId");
ALTER TABLE "Rank" ADD CHECK ("discountPercent" BETWEEN 1 AND 100);
ALTER TABLE "Comment" ADD CHECK ("rank" BETWEEN 1 AND 5);
ALTER TABLE "User" ADD CHECK ("balanceFen" >= -"creditLineFen"), ADD CHECK ("creditLineFen" >= 0), ADD CHECK ("frozenFen" >= 0), ADD CHECK ("points" >= 0), ADD CHECK ("rankPoints" >= 0), ADD CHECK ("referrerId" <> "id");
ALTER TABLE "LedgerEntry" ADD CHECK ("type" = 11 OR "balanceFen" + "frozenFen" + "contraFen" = 0), ADD CHECK ("frozenAfterFen" >= 0), ADD CHECK ("pointsAfter" >= 0), ADD CHECK ("rankPointsAfter" >= 0);
ALTER TABLE "Cart" ADD CHECK (("userId" IS NULL) <> ("keyHash" IS NULL));
ALTER TABLE "CartLine" ADD CHECK ("quantity" BETWEEN 1 AND 9999);
ALTER TABLE "Order"
  ADD CHECK ("orderAmountFen" >= 0), ADD CHECK ("moneyPaidFen" >= 0), ADD CHECK ("balanceFen" >= 0), ADD CHECK ("discountFen" BETWEEN 0 AND "goodsAmountFen"),
  ADD CHECK ("bonusFen" BETWEEN 0 AND "goodsAmountFen" - "discountFen"), ADD CHECK ("refundedFen" BETWEEN 0 AND "moneyPaidFen" + "balanceFen"),
  ADD CHECK ("orderStatus" BETWEEN 0 AND 6), ADD CHECK ("shippingStatus" BETWEEN 0 AND 5), ADD CHECK ("payStatus" BETWEEN 0 AND 2), ADD CHECK ("refundStatus" BETWEEN 0 AND 3),
  ADD CONSTRAINT "Order_amounts_add_up" CHECK ("orderAmountFen" = "goodsAmountFen" - "discountFen" + "taxFen" + "packFeeFen" + "cardFeeFen" + "shippingFeeFen" + "insureFeeFen" + "payFeeFen" - "bonusFen" - "pointsMoneyFen" - "balanceFen" - "moneyPaidFen");
ALTER TABLE "OrderLine"
  ADD CHECK ("quantity" > 0), ADD CHECK ("netAmountFen" >= 0), ADD CHECK ("netAmountFen" = "subtotalFen" - "discountShareFen" - "bonusShareFen" - "pointsShareFen"),
  ADD CHECK ("packedQuantity" BETWEEN 0 AND "quantity"), ADD CHECK ("shippedQuantity" BETWEEN 0 AND "quantity"), ADD CHECK ("returnedQuantity" BETWEEN 0 AND "quantity"), ADD CHECK ("takenQuantity" BETWEEN 0 AND "quantity");
ALTER TABLE "DeliveryLine" ADD CHECK ("quantity" > 0);
ALTER TABLE "Payment" ADD CHECK ("amountFen" > 0), ADD CHECK ("refundedFen" BETWEEN 0 AND "amountFen");
ALTER TABLE "Refund" ADD CHECK ("amountFen" > 0);
-- One default address a user, one paid payment an order.
CREATE UNIQUE INDEX "Address_one_default" ON "Address" ("userId") WHERE "isDefault";
CREATE UNIQUE INDEX "Payment_one_open" ON "Payment" ("subjectKind", "subjectId", "payerUserId") WHERE "state" IN ('created', 'pending');

-- A product's listing flag and sort order stand beside each category it is listed in, so that a list is one index range.
CREATE FUNCTION "copy_listing_to_placements"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "CategoryPlacement" SET "isListed" = NEW."isOnSale" AND NEW."isAloneSale" AND NOT NEW."isDeleted", "sortOrder" = NEW."sortOrder" WHERE "goodsId" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "Goods_listing_changed" AFTER UPDATE OF "isOnSale", "isAloneSale", "isDeleted", "sortOrder" ON "Goods" FOR EACH ROW
  WHEN (OLD."isOnSale" IS DISTINCT FROM NEW."isOnSale" OR OLD."isAloneSale" IS DISTINCT FROM NEW."isAloneSale" OR OLD."isDeleted" IS DISTINCT FROM NEW."isDeleted" OR OLD."sortOrder" IS DISTINCT FROM NEW."sortOrder")
  EXECUTE FUNCTION "copy_listing_to_placements"();
CREATE FUNCTION "fill_placement_from_goods"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT "isOnSale" AND "isAloneSale" AND NOT "isDeleted", "sortOrder" INTO NEW."isListed", NEW."sortOrder" FROM "Goods" WHERE "id" = NEW."goodsId";
  RETURN NEW;
END $$;
CREATE TRIGGER "CategoryPlacement_filled" BEFORE INSERT ON "CategoryPlacement" FOR EACH ROW EXECUTE FUNCTION "fill_placement_from_goods"();
