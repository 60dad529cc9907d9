-- The few orders that are on their way, so that looking after them never reads the settled ones.
CREATE INDEX orders_under_way ON orders (id) WHERE status NOT IN ('confirmed', 'cancelled');
