-- What is suggested while a shopper types, and what shoppers searched for.

-- The phrases that a product adds, so that writing it again counts nothing twice.
-- [[phrase, shown, weight, kind, handle], …]
CREATE TABLE product_phrases_a (
  product_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  phrases TEXT NOT NULL CHECK (json_valid(phrases)),
  PRIMARY KEY (product_id, locale)
) STRICT, WITHOUT ROWID;
CREATE TABLE product_phrases_b (
  product_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  phrases TEXT NOT NULL CHECK (json_valid(phrases)),
  PRIMARY KEY (product_id, locale)
) STRICT, WITHOUT ROWID;

-- `weight` is the sum of what its products say for the phrase; at 0 nobody says it any more. The
-- best of those that begin with what was typed are found by the longest beginning that has an index.
CREATE TABLE completions_a (
  locale TEXT NOT NULL,
  -- Lower case, without diacritics; and as it is shown.
  phrase TEXT NOT NULL,
  shown TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('query', 'category', 'brand')),
  handle TEXT NOT NULL,
  weight INTEGER NOT NULL,
  -- In steps, so that an index is written only when a weight grows by a quarter. Longer is rarer.
  rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CAST(4 * ln(max(weight, 1)) - 8 * (length(phrase) - length(replace(phrase, ' ', ''))) AS INTEGER)
  ) VIRTUAL,
  PRIMARY KEY (locale, phrase)
) STRICT, WITHOUT ROWID;
CREATE INDEX completions_a_1 ON completions_a (locale, substr(phrase, 1, 1), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_a_2 ON completions_a (locale, substr(phrase, 1, 2), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_a_3 ON completions_a (locale, substr(phrase, 1, 3), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_a_5 ON completions_a (locale, substr(phrase, 1, 5), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_a_8 ON completions_a (locale, substr(phrase, 1, 8), rank DESC)
  WHERE weight >= 20;
CREATE TABLE completions_b (
  locale TEXT NOT NULL,
  -- Lower case, without diacritics; and as it is shown.
  phrase TEXT NOT NULL,
  shown TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('query', 'category', 'brand')),
  handle TEXT NOT NULL,
  weight INTEGER NOT NULL,
  -- In steps, so that an index is written only when a weight grows by a quarter. Longer is rarer.
  rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CAST(4 * ln(max(weight, 1)) - 8 * (length(phrase) - length(replace(phrase, ' ', ''))) AS INTEGER)
  ) VIRTUAL,
  PRIMARY KEY (locale, phrase)
) STRICT, WITHOUT ROWID;
CREATE INDEX completions_b_1 ON completions_b (locale, substr(phrase, 1, 1), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_b_2 ON completions_b (locale, substr(phrase, 1, 2), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_b_3 ON completions_b (locale, substr(phrase, 1, 3), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_b_5 ON completions_b (locale, substr(phrase, 1, 5), rank DESC)
  WHERE weight >= 20;
CREATE INDEX completions_b_8 ON completions_b (locale, substr(phrase, 1, 8), rank DESC)
  WHERE weight >= 20;

-- How often something was searched for on a day, and how often nothing was found. Nobody is named.
CREATE TABLE searches (
  locale TEXT NOT NULL,
  day TEXT NOT NULL,
  query TEXT NOT NULL,
  times INTEGER NOT NULL,
  times_empty INTEGER NOT NULL,
  PRIMARY KEY (locale, day, query)
) STRICT, WITHOUT ROWID;
CREATE INDEX searches_by_day ON searches (day);

-- Which messages were counted: a message may come twice.
CREATE TABLE counted_searches (
  event_id TEXT PRIMARY KEY,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_searches_by_age ON counted_searches (counted_at);

-- What was searched for; suggested when it was found, more than once. `weight` halves in 30 days.
CREATE TABLE past_queries (
  locale TEXT NOT NULL,
  -- Lower case, without diacritics; and as it was typed last.
  query TEXT NOT NULL,
  shown TEXT NOT NULL,
  times INTEGER NOT NULL,
  weight REAL NOT NULL,
  -- Days since 1970.
  day INTEGER NOT NULL,
  -- Whether the last search found something.
  is_found INTEGER NOT NULL CHECK (is_found IN (0, 1)),
  rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CAST(4 * ln(max(weight, 1)) + 4 * ln(2) * day / 30 AS INTEGER)
  ) VIRTUAL,
  PRIMARY KEY (locale, query)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_queries_1 ON past_queries (locale, substr(query, 1, 1), rank DESC)
  WHERE times >= 2 AND is_found = 1;
CREATE INDEX past_queries_2 ON past_queries (locale, substr(query, 1, 2), rank DESC)
  WHERE times >= 2 AND is_found = 1;
CREATE INDEX past_queries_3 ON past_queries (locale, substr(query, 1, 3), rank DESC)
  WHERE times >= 2 AND is_found = 1;
CREATE INDEX past_queries_5 ON past_queries (locale, substr(query, 1, 5), rank DESC)
  WHERE times >= 2 AND is_found = 1;
CREATE INDEX past_queries_8 ON past_queries (locale, substr(query, 1, 8), rank DESC)
  WHERE times >= 2 AND is_found = 1;
CREATE INDEX past_queries_by_day ON past_queries (day);
