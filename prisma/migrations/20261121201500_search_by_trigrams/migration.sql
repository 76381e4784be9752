-- Why: a searched word may stand anywhere in a product's text; without an index every search reads every product.
-- Safe: additive. The extension is trusted, so an ordinary owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Goods_searchText_trgm" ON "Goods" USING gin ("searchText" gin_trgm_ops);
