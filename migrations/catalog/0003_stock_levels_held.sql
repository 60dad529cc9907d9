-- Items with units on hold that nothing was heard of for long: their alarm may be lost.
CREATE INDEX stock_levels_held ON stock_levels (updated_at) WHERE held > 0;
