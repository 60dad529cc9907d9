-- The words of the catalog as shoppers type them, for spelling. Two slots, like the index.

-- The words that a product adds, so that writing it again counts nothing twice.
CREATE TABLE product_words_a (
  product_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- [["mobel", "möbel"], …]: without diacritics, and as written.
  words TEXT NOT NULL CHECK (json_valid(words)),
  PRIMARY KEY (product_id, locale)
) STRICT, WITHOUT ROWID;
CREATE TABLE product_words_b (
  product_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  words TEXT NOT NULL CHECK (json_valid(words)),
  PRIMARY KEY (product_id, locale)
) STRICT, WITHOUT ROWID;

-- `count` is the number of products that say the word; a word that none says any more stays at 0.
CREATE TABLE words_a (
  locale TEXT NOT NULL,
  word TEXT NOT NULL,
  spelled TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (locale, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE words_b (
  locale TEXT NOT NULL,
  word TEXT NOT NULL,
  spelled TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (locale, word)
) STRICT, WITHOUT ROWID;

-- A word's first seven letters less none, one or two: a misspelling cut likewise meets it here.
CREATE TABLE word_cuts_a (
  locale TEXT NOT NULL,
  cut TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (locale, cut, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE word_cuts_b (
  locale TEXT NOT NULL,
  cut TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (locale, cut, word)
) STRICT, WITHOUT ROWID;

-- Which two letters a cut leaves out; a place behind the last letter leaves out none.
CREATE TABLE letter_pairs (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
WITH RECURSIVE places (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < 9)
INSERT INTO letter_pairs (first, second)
  SELECT one.place, other.place FROM places one JOIN places other ON other.place > one.place;

CREATE TRIGGER words_a_cut AFTER INSERT ON words_a BEGIN
  INSERT OR IGNORE INTO word_cuts_a (locale, cut, word)
  SELECT NEW.locale, cut, NEW.word FROM (
    SELECT substr(start, 1, first - 1) || substr(start, first + 1, second - first - 1)
      || substr(start, second + 1) AS cut
    FROM (SELECT substr(NEW.word, 1, 7) AS start), letter_pairs
    WHERE length(NEW.word) > 5 OR second > length(NEW.word)
  ) WHERE length(cut) >= 3;
END;
CREATE TRIGGER words_b_cut AFTER INSERT ON words_b BEGIN
  INSERT OR IGNORE INTO word_cuts_b (locale, cut, word)
  SELECT NEW.locale, cut, NEW.word FROM (
    SELECT substr(start, 1, first - 1) || substr(start, first + 1, second - first - 1)
      || substr(start, second + 1) AS cut
    FROM (SELECT substr(NEW.word, 1, 7) AS start), letter_pairs
    WHERE length(NEW.word) > 5 OR second > length(NEW.word)
  ) WHERE length(cut) >= 3;
END;
