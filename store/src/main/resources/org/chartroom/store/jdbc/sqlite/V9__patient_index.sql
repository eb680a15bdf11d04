-- What else is known of a patient, as JSON; whose chart theirs is part of.
ALTER TABLE patient ADD COLUMN suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE patient ADD COLUMN particulars TEXT NOT NULL DEFAULT '{}';
ALTER TABLE patient ADD COLUMN merged_into TEXT REFERENCES patient (id);
CREATE INDEX patient_parts ON patient (merged_into) WHERE merged_into IS NOT NULL;

-- Numbers a patient is found by: here, elsewhere, at payers, telephones as digits; birth dates of charts that became part.
CREATE TABLE patient_key (
  facility TEXT NOT NULL,
  key TEXT NOT NULL,
  patient TEXT NOT NULL REFERENCES patient (id),
  PRIMARY KEY (facility, key, patient)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_key_of ON patient_key (patient);
INSERT INTO patient_key (facility, key, patient)
SELECT facility, CASE WHEN length(digits) = 11 AND substr(digits, 1, 1) = '1' THEN substr(digits, 2) ELSE digits END, id
FROM (SELECT facility, id, replace(replace(replace(replace(replace(replace(replace(phone,
  ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '+', ''), '/', '') AS digits FROM patient)
WHERE length(digits) BETWEEN 7 AND 15 AND digits NOT GLOB '*[^0-9]*';

-- The history of each patient's record; before and after as JSON.
CREATE TABLE patient_change (
  patient TEXT NOT NULL REFERENCES patient (id),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER,
  actor TEXT,
  actor_name TEXT,
  role TEXT,
  address TEXT,
  reason TEXT NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  PRIMARY KEY (patient, version)
) STRICT;

CREATE TRIGGER patient_change_is_frozen BEFORE UPDATE ON patient_change
BEGIN
  SELECT RAISE(ABORT, 'the history of a patient is added to, never changed');
END;

CREATE TABLE patient_merge (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  survivor TEXT NOT NULL REFERENCES patient (id),
  merged TEXT NOT NULL REFERENCES patient (id),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone_at INTEGER,
  undone_actor TEXT,
  undone_actor_name TEXT,
  undone_role TEXT,
  undone_address TEXT,
  undone_reason TEXT
) STRICT;
CREATE UNIQUE INDEX patient_merge_standing ON patient_merge (merged) WHERE undone_at IS NULL;
CREATE INDEX patient_merge_of_survivor ON patient_merge (survivor);

-- Every row both charts had when they were merged, and whose it was. `undecided`: stayed when the merge was taken back.
CREATE TABLE patient_merge_row (
  merge TEXT NOT NULL REFERENCES patient_merge (id),
  kind TEXT NOT NULL,
  row_key TEXT NOT NULL,
  was TEXT NOT NULL,
  undecided INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (merge, kind, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate_pair (
  id TEXT PRIMARY KEY,
  one TEXT NOT NULL REFERENCES patient (id),
  other TEXT NOT NULL REFERENCES patient (id),
  bits REAL NOT NULL,
  agreement TEXT NOT NULL,
  state TEXT NOT NULL,
  at INTEGER,
  actor TEXT,
  actor_name TEXT,
  role TEXT,
  address TEXT,
  reason TEXT,
  UNIQUE (one, other),
  CHECK (one < other)
) STRICT;
CREATE INDEX duplicate_pair_other ON duplicate_pair (other);
CREATE INDEX duplicate_pair_listed ON duplicate_pair (state, bits DESC, id);

-- Nothing is put into a chart that is part of another by now.
CREATE TRIGGER document_of_merged BEFORE UPDATE OF patient ON document
WHEN NEW.patient IS NOT OLD.patient AND EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER document_for_merged BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER encounter_for_merged BEFORE INSERT ON encounter
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER appointment_for_merged BEFORE INSERT ON appointment
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER recording_for_merged BEFORE INSERT ON recording
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER recording_of_merged BEFORE UPDATE OF patient ON recording
WHEN NEW.patient IS NOT OLD.patient AND EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;
