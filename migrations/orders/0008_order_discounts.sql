-- What promotions took off an order: what each was used for and what it cost is asked by it. A row
-- counts where it has the version of its order; what a later version no longer has stays behind.
CREATE TABLE order_discounts (
  order_id TEXT NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  promotion_id TEXT NOT NULL,
  code TEXT,
  minor INTEGER NOT NULL CHECK (minor >= 0),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_discounts_by_promotion ON order_discounts (promotion_id, order_id);
