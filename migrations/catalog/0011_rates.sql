-- Who tells tax rates, where goods lie and can be collected, when parcels leave.

-- 'table': the rules of tax_rules; 'stripe': Stripe Tax is asked for each place.
ALTER TABLE tax_settings ADD COLUMN provider TEXT NOT NULL DEFAULT 'table'
  CHECK (provider IN ('table', 'stripe'));
-- Whether tax_rules stand in for a provider that is away.
ALTER TABLE tax_settings ADD COLUMN falls_back INTEGER NOT NULL DEFAULT 0
  CHECK (falls_back IN (0, 1));
-- {"books":"txcd_35010000"}: the provider's code of a class.
ALTER TABLE tax_settings ADD COLUMN codes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(codes));

-- As domain/shop-location.ts has it; NULL where nobody wrote it down.
ALTER TABLE locations ADD COLUMN address TEXT CHECK (json_valid(address));
ALTER TABLE locations ADD COLUMN opening_hours TEXT NOT NULL DEFAULT '';
-- Working days until what was ordered leaves the house.
ALTER TABLE locations ADD COLUMN lead_days INTEGER NOT NULL DEFAULT 0 CHECK (lead_days >= 0);

-- One row: when parcels leave. None where nobody has said: then no day is promised.
CREATE TABLE delivery_calendar (
  id TEXT PRIMARY KEY CHECK (id = 'shop'),
  time_zone TEXT NOT NULL,
  -- Minutes after midnight: what is ordered before leaves on the same day.
  cut_off_minute INTEGER NOT NULL CHECK (cut_off_minute BETWEEN 0 AND 1440),
  -- [1,2,3,4,5]: 1 is Monday.
  working_days TEXT NOT NULL CHECK (json_valid(working_days)),
  -- ["2026-12-25"]
  holidays TEXT NOT NULL CHECK (json_valid(holidays)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
