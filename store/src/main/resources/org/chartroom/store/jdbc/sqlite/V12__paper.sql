-- Pages that intake is asked to scan again. Pages as JSON, empty for all.
CREATE TABLE rescan (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  pages TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT,
  answer_arrival TEXT REFERENCES arrival (id),
  answer_document TEXT REFERENCES document (id),
  ended_words TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX rescan_by_document ON rescan (document);
CREATE INDEX rescan_open ON rescan (ordinal) WHERE ended_at IS NULL;

-- Where the paper of an arrival lies, and who shredded it.
CREATE TABLE original (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  arrival TEXT NOT NULL REFERENCES arrival (id),
  place TEXT NOT NULL,
  logged_by TEXT NOT NULL,
  logged_at INTEGER NOT NULL,
  shredded_at INTEGER,
  shredded_by TEXT,
  shredded_words TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX original_kept ON original (arrival) WHERE shredded_at IS NULL;
CREATE INDEX original_by_arrival ON original (arrival);
