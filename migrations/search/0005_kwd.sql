-- Prices in Kuwaiti dinars beside those of the other currencies; the products are indexed anew as
-- they get one.
ALTER TABLE products_a ADD COLUMN kwd INTEGER;
DROP INDEX products_a_facts;
CREATE INDEX products_a_facts ON products_a
  (doc, is_in_stock, rating, rank, created_at, eur, usd, jpy, kwd, filters);
CREATE INDEX products_a_by_kwd ON products_a (locale, kwd, doc);

ALTER TABLE products_b ADD COLUMN kwd INTEGER;
DROP INDEX products_b_facts;
CREATE INDEX products_b_facts ON products_b
  (doc, is_in_stock, rating, rank, created_at, eur, usd, jpy, kwd, filters);
CREATE INDEX products_b_by_kwd ON products_b (locale, kwd, doc);
