-- Calls, messages, letters and talks about patients. The row says whose chart; what was written stands in the versions.
CREATE TABLE communication (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient TEXT NOT NULL REFERENCES patient (id),
  facility TEXT NOT NULL REFERENCES facility (id),
  version INTEGER NOT NULL,
  follow_up_due TEXT
) STRICT;
CREATE INDEX communication_of ON communication (patient);
CREATE INDEX communication_open ON communication (facility, follow_up_due) WHERE follow_up_due IS NOT NULL;

CREATE TRIGGER communication_of_merged BEFORE UPDATE OF patient ON communication
WHEN NEW.patient IS NOT OLD.patient AND EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER communication_for_merged BEFORE INSERT ON communication
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

-- `documents` is a JSON list of ids.
CREATE TABLE communication_version (
  communication TEXT NOT NULL REFERENCES communication (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  way TEXT NOT NULL,
  direction TEXT NOT NULL,
  counterpart TEXT NOT NULL,
  contact TEXT NOT NULL,
  at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  outcome TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  due TEXT,
  due_by TEXT,
  due_what TEXT,
  done_at INTEGER,
  encounter TEXT REFERENCES encounter (id),
  documents TEXT NOT NULL,
  error_reason TEXT NOT NULL,
  editor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (communication, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER communication_version_is_frozen BEFORE UPDATE ON communication_version
BEGIN
  SELECT RAISE(ABORT, 'versions of a communication are added, never changed');
END;

-- Which planned visits are prepared; `contents` is a JSON list of keys.
CREATE TABLE prepared (
  appointment TEXT PRIMARY KEY REFERENCES appointment (id),
  by_user TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  contents TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What charts are expected to hold, as JSON; the latest version counts.
CREATE TABLE chart_rules (
  version INTEGER PRIMARY KEY,
  rules TEXT NOT NULL,
  editor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER chart_rules_are_frozen BEFORE UPDATE ON chart_rules
BEGIN
  SELECT RAISE(ABORT, 'versions of the chart rules are added, never changed');
END;
