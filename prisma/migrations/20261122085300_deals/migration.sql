-- Why: merchants make 优惠活动 themselves now. Each seller's have names of their own, and whether a gift of one was ever ordered decides
-- whether it may be deleted. Partial, which the schema cannot say.
UPDATE "Promotion" p SET "name" = p."name" || ' ' || p."id" WHERE p."kind" = 'favourable'
  AND EXISTS (SELECT 1 FROM "Promotion" o WHERE o."kind" = 'favourable' AND o."sellerId" = p."sellerId" AND o."name" = p."name" AND o."id" < p."id");
CREATE UNIQUE INDEX "Promotion_favourable_name_key" ON "Promotion"("sellerId", "name") WHERE "kind" = 'favourable';
CREATE INDEX "OrderLine_giftPromotionId_idx" ON "OrderLine"("giftPromotionId") WHERE "giftPromotionId" > 0;
