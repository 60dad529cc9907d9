-- Who bought, as a keyed digest of the e-mail address: how often somebody bought before is asked by it.
ALTER TABLE orders ADD COLUMN customer_key TEXT;
CREATE INDEX orders_by_customer ON orders (customer_key) WHERE status = 'confirmed';
