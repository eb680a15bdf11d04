-- Papers that a request for records rests on. A document that is destroyed leaves its tombstone, and this row with it.
CREATE TABLE release_paper (
  ordinal INTEGER PRIMARY KEY,
  request TEXT NOT NULL REFERENCES release_request (id),
  content TEXT NOT NULL
) STRICT;
CREATE INDEX release_paper_of ON release_paper (request, ordinal);

-- What is known of disclosures that were not permitted: the latest row of a request holds.
CREATE TABLE release_breach (
  ordinal INTEGER PRIMARY KEY,
  request TEXT NOT NULL REFERENCES release_request (id),
  content TEXT NOT NULL
) STRICT;
CREATE INDEX release_breach_of ON release_breach (request, ordinal);

CREATE TRIGGER release_breach_is_frozen BEFORE UPDATE ON release_breach
BEGIN
  SELECT RAISE(ABORT, 'what was known of a breach is added to, never changed');
END;

CREATE TRIGGER release_breach_stays BEFORE DELETE ON release_breach
BEGIN
  SELECT RAISE(ABORT, 'what was known of a breach is never deleted');
END;

CREATE TABLE letter (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  sent INTEGER NOT NULL,
  content TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_about ON letter (matter, matter_id, ordinal);

CREATE TRIGGER letter_is_frozen BEFORE UPDATE ON letter WHEN old.sent = 1
BEGIN
  SELECT RAISE(ABORT, 'a letter that was sent is never changed');
END;

CREATE TRIGGER letter_stays BEFORE DELETE ON letter
BEGIN
  SELECT RAISE(ABORT, 'a letter is never deleted');
END;

CREATE TABLE amendment (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  facility TEXT NOT NULL REFERENCES facility (id),
  patient TEXT NOT NULL REFERENCES patient (id),
  due TEXT NOT NULL,
  open INTEGER NOT NULL,
  content TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX amendment_queue ON amendment (facility, due, ordinal) WHERE open = 1;
CREATE INDEX amendment_of_patient ON amendment (patient, ordinal);

CREATE TABLE amendment_version (
  amendment TEXT NOT NULL REFERENCES amendment (id),
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (amendment, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER amendment_version_is_frozen BEFORE UPDATE ON amendment_version
BEGIN
  SELECT RAISE(ABORT, 'what a request to amend was is never changed');
END;

CREATE TRIGGER amendment_stays BEFORE DELETE ON amendment
BEGIN
  SELECT RAISE(ABORT, 'a request to amend is never deleted');
END;
