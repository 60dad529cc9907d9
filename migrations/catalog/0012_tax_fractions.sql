-- Rates have fractions of a basis point: New York City takes 8.875 %, Quebec 9.975 %.

CREATE TABLE fine_tax_rules (
  id TEXT PRIMARY KEY,
  country TEXT NOT NULL CHECK (length(country) = 2),
  region TEXT,
  postal_from TEXT,
  postal_to TEXT,
  tax_class TEXT,
  label TEXT NOT NULL,
  -- Hundredths of a percent, to four decimals: 887.5 is 8.875 %.
  rate_bp REAL NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
  CHECK ((postal_from IS NULL) = (postal_to IS NULL))
) STRICT;
INSERT INTO fine_tax_rules (id, country, region, postal_from, postal_to, tax_class, label, rate_bp)
  SELECT id, country, region, postal_from, postal_to, tax_class, label, rate_bp FROM tax_rules;
DROP TABLE tax_rules;
ALTER TABLE fine_tax_rules RENAME TO tax_rules;
CREATE INDEX tax_rules_by_country ON tax_rules (country);
