-- Documents routed to clinicians.
CREATE TABLE review (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  patient TEXT NOT NULL,
  clinician TEXT NOT NULL REFERENCES account (id),
  routed_by TEXT NOT NULL,
  by_rule INTEGER NOT NULL,
  routed_at INTEGER NOT NULL,
  priority TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  note TEXT NOT NULL,
  forwarded_from TEXT REFERENCES review (id),
  flag TEXT NOT NULL,
  escalated_at INTEGER,
  escalated_to TEXT REFERENCES account (id),
  escalated_why TEXT,
  state TEXT NOT NULL,
  ended_at INTEGER,
  ended_by TEXT,
  ended_words TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX review_by_document ON review (document);
CREATE INDEX review_open ON review (due_at) WHERE state = 'OPEN';
CREATE INDEX review_ended ON review (ended_at) WHERE state <> 'OPEN';

-- Who opened the document of a review while it waited.
CREATE TABLE review_look (
  review TEXT NOT NULL REFERENCES review (id),
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  PRIMARY KEY (review, at, user)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER review_look_is_frozen BEFORE UPDATE ON review_look
BEGIN
  SELECT RAISE(ABORT, 'who saw it stays as it is');
END;

-- What the office has decided about reviews, as JSON; one row, none until it has.
CREATE TABLE review_rules (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,
  rules TEXT NOT NULL
) STRICT;
