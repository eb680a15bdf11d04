-- Legal holds. Parts of the scope that are given have to fit all; `documents` says that the hold is over single ones.
CREATE TABLE hold (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  facility TEXT NOT NULL REFERENCES facility (id),
  patient TEXT REFERENCES patient (id),
  from_date TEXT,
  to_date TEXT,
  author TEXT NOT NULL,
  channel TEXT,
  documents INTEGER NOT NULL CHECK (documents IN (0, 1)),
  matter TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX hold_in_force ON hold (facility, ordinal) WHERE state <> 'LIFTED';

CREATE TRIGGER hold_is_over_the_same BEFORE UPDATE OF id, facility, patient, from_date, to_date, author, channel, documents,
  matter, reason ON hold
BEGIN
  SELECT RAISE(ABORT, 'what a hold is over stays as it was set');
END;

-- Documents that a hold names, and those that were under it once and stay so (`stays`).
CREATE TABLE hold_document (
  hold TEXT NOT NULL REFERENCES hold (id),
  document TEXT NOT NULL REFERENCES document (id),
  stays INTEGER NOT NULL CHECK (stays IN (0, 1)),
  PRIMARY KEY (hold, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_document_of ON hold_document (document);

-- What was done with a hold, by whom.
CREATE TABLE hold_step (
  hold TEXT NOT NULL REFERENCES hold (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (hold, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER hold_step_is_frozen BEFORE UPDATE ON hold_step
BEGIN
  SELECT RAISE(ABORT, 'what was done with a hold stays as it was');
END;

-- Whoever refiles, merges, dates or signs a document does not take it out of a hold by that.
CREATE TRIGGER hold_stays_over_its_documents AFTER UPDATE OF patient, date, author ON document
WHEN OLD.patient IS NOT NEW.patient OR OLD.date IS NOT NEW.date OR OLD.author IS NOT NEW.author
BEGIN
  INSERT OR IGNORE INTO hold_document (hold, document, stays)
  SELECT h.id, OLD.id, 1 FROM hold h
  WHERE h.facility = OLD.facility AND h.state <> 'LIFTED' AND h.documents = 0
    AND (h.patient IS NULL OR h.patient = OLD.patient)
    AND (OLD.date IS NULL OR (h.from_date IS NULL OR OLD.date >= h.from_date) AND (h.to_date IS NULL OR OLD.date <= h.to_date))
    AND (h.channel IS NULL OR h.channel = (SELECT channel FROM arrival WHERE id = OLD.arrival))
    AND (h.author = '' OR OLD.author = '' AND h.patient IS NOT NULL OR instr(lower(OLD.author), lower(h.author)) > 0);
END;

-- How long records are kept, as the office laid it down; the latest version counts.
CREATE TABLE retention_schedule (
  version INTEGER PRIMARY KEY CHECK (version >= 1),
  content TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER retention_schedule_is_frozen BEFORE UPDATE ON retention_schedule
BEGIN
  SELECT RAISE(ABORT, 'versions of the schedule are added, never changed');
END;

CREATE TABLE destruction (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  facility TEXT NOT NULL REFERENCES facility (id),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_name TEXT NOT NULL,
  proposed_role TEXT NOT NULL,
  proposed_address TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  decided_by TEXT,
  decided_name TEXT,
  decided_role TEXT,
  decided_address TEXT,
  decided_at INTEGER,
  done_at INTEGER,
  backups_until TEXT,
  leftover TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX destruction_unfinished ON destruction (ordinal) WHERE state = 'CONFIRMED';

-- The documents of a destruction, and the tombstones of those that are gone. `images` are hashes with
-- spaces between.
CREATE TABLE destruction_item (
  destruction TEXT NOT NULL REFERENCES destruction (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  record_class TEXT NOT NULL,
  rule TEXT NOT NULL,
  citation TEXT NOT NULL,
  schedule_version INTEGER NOT NULL,
  trigger_name TEXT NOT NULL,
  triggered_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  destroyed_at INTEGER,
  file_sha256 TEXT,
  file_bytes INTEGER,
  images TEXT,
  pages INTEGER,
  file_kept INTEGER CHECK (file_kept IN (0, 1)),
  PRIMARY KEY (destruction, position),
  UNIQUE (destruction, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX destruction_item_of ON destruction_item (document);

-- Blobs whose bytes are to go.
CREATE TABLE destruction_blob (
  destruction TEXT NOT NULL REFERENCES destruction (id),
  ref TEXT NOT NULL,
  PRIMARY KEY (destruction, ref)
) STRICT, WITHOUT ROWID;

-- What a destruction has in hand just now: there only within its transaction. Frozen rows let it pass, and nobody else.
CREATE TABLE destruction_permit (
  document TEXT PRIMARY KEY REFERENCES document (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER destruction_permit_is_for_two_persons BEFORE INSERT ON destruction_permit
WHEN NOT EXISTS (SELECT 1 FROM destruction_item i JOIN destruction d ON d.id = i.destruction
  WHERE i.document = NEW.document AND d.state = 'CONFIRMED' AND d.decided_by <> d.proposed_by)
BEGIN
  SELECT RAISE(ABORT, 'records are destroyed when two persons want it');
END;

CREATE TRIGGER transcript_version_is_kept BEFORE DELETE ON transcript_version
WHEN NOT EXISTS (SELECT 1 FROM destruction_permit WHERE document = OLD.document)
BEGIN
  SELECT RAISE(ABORT, 'versions of a note are destroyed with their document only');
END;

CREATE TRIGGER addendum_is_kept BEFORE DELETE ON addendum
WHEN NOT EXISTS (SELECT 1 FROM destruction_permit WHERE document = OLD.document)
BEGIN
  SELECT RAISE(ABORT, 'addenda are destroyed with their document only');
END;

CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature
WHEN NOT EXISTS (SELECT 1 FROM destruction_permit WHERE document = OLD.document)
BEGIN
  SELECT RAISE(ABORT, 'a signature is destroyed with its document only');
END;

CREATE TRIGGER document_is_kept BEFORE DELETE ON document
BEGIN
  SELECT RAISE(ABORT, 'the row of a document stays, destroyed or not');
END;

CREATE TRIGGER document_is_destroyed_for_good BEFORE UPDATE OF stage ON document
WHEN OLD.stage = 'DESTROYED' AND NEW.stage <> 'DESTROYED'
BEGIN
  SELECT RAISE(ABORT, 'a destroyed document stays destroyed');
END;

DROP TRIGGER page_edit_is_frozen;
CREATE TRIGGER page_edit_is_frozen BEFORE UPDATE ON page_edit
WHEN NEW.note <> '' OR NOT EXISTS (SELECT 1 FROM page_edit_document d JOIN destruction_permit p ON p.document = d.document
  WHERE d.edit = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'edits of pages are added, never changed');
END;

DROP TRIGGER page_edit_document_is_frozen;
CREATE TRIGGER page_edit_document_is_frozen BEFORE UPDATE ON page_edit_document
WHEN NEW.reason_before <> '' OR NOT EXISTS (SELECT 1 FROM destruction_permit WHERE document = OLD.document)
BEGIN
  SELECT RAISE(ABORT, 'edits of pages are added, never changed');
END;
