-- Why: carts, checkouts and stock change many times. PostgreSQL changes a row in place, without touching any index, when no indexed column
-- changes and its page has room: half of all sales wrote every index of the product anew, the search's among them, and every step of a
-- cart or checkout those of its row.
DROP INDEX "Cart_updatedAt_idx";
DROP INDEX "Checkout_touchedAt_idx";
CREATE INDEX "Checkout_createdAt_idx" ON "Checkout"("createdAt");
ALTER TABLE "Goods" SET (fillfactor = 75);
ALTER TABLE "Sku" SET (fillfactor = 80);
ALTER TABLE "User" SET (fillfactor = 80);
ALTER TABLE "Cart" SET (fillfactor = 80);
ALTER TABLE "Checkout" SET (fillfactor = 70);
ALTER TABLE "Order" SET (fillfactor = 85);
