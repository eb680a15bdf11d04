-- Who is working on a document, a note or another, and until when unless it is renewed.
CREATE TABLE claim_until (
  document TEXT PRIMARY KEY REFERENCES document (id),
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
INSERT INTO claim_until (document, user, at, until) SELECT document, user, at, at + 1800000000 FROM claim;
DROP TABLE claim;
ALTER TABLE claim_until RENAME TO claim;

-- What was done with documents at the filing desk besides filing them; the last line of a document is what holds.
-- `whom` is who sent a misdirected paper, or who is to be called.
CREATE TABLE filing_log (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL REFERENCES document (id),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  kind TEXT NOT NULL,
  whom TEXT NOT NULL,
  phone TEXT NOT NULL,
  told INTEGER NOT NULL CHECK (told IN (0, 1)),
  fate TEXT,
  due_at INTEGER,
  from_patient TEXT REFERENCES patient (id),
  to_patient TEXT REFERENCES patient (id),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX filing_log_of_document ON filing_log (document, number);
CREATE INDEX filing_log_out_of ON filing_log (from_patient, number) WHERE from_patient IS NOT NULL;
CREATE INDEX filing_log_into ON filing_log (to_patient, number) WHERE to_patient IS NOT NULL;

-- Filings that another person looks at.
CREATE TABLE second_look (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL REFERENCES document (id),
  patient TEXT NOT NULL REFERENCES patient (id),
  filer TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  why TEXT NOT NULL,
  outcome TEXT,
  decided_by TEXT,
  decided_at INTEGER,
  note TEXT NOT NULL DEFAULT '',
  CHECK ((outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX second_look_of_document ON second_look (document, number);
CREATE INDEX second_look_open ON second_look (number) WHERE outcome IS NULL;
