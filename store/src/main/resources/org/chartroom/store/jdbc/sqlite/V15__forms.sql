-- Paper forms as administrators marked them up; every version stays.
CREATE TABLE form_template (
  id TEXT PRIMARY KEY,
  facility TEXT NOT NULL REFERENCES facility (id),
  name_key TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX form_template_by_name ON form_template (facility, name_key) WHERE retired = 0;

CREATE TABLE form_template_version (
  template TEXT NOT NULL REFERENCES form_template (id),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  form_id TEXT NOT NULL,
  type_code TEXT,
  type_display TEXT,
  width_inches REAL NOT NULL,
  height_inches REAL NOT NULL,
  image TEXT REFERENCES blob (ref),
  words TEXT NOT NULL,
  zones TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (template, version)
) STRICT, WITHOUT ROWID;

-- What persons confirmed of forms that were filled in.
CREATE TABLE form_value (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  page INTEGER NOT NULL,
  zone TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  raw TEXT NOT NULL,
  place TEXT,
  patient TEXT NOT NULL REFERENCES patient (id),
  template TEXT NOT NULL REFERENCES form_template (id),
  template_version INTEGER NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  UNIQUE (document, page, zone)
) STRICT;
CREATE INDEX form_value_by_patient ON form_value (patient);

-- Nothing is put into a chart that is part of another by now.
CREATE TRIGGER form_value_of_merged BEFORE UPDATE OF patient ON form_value
WHEN NEW.patient IS NOT OLD.patient AND EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

CREATE TRIGGER form_value_for_merged BEFORE INSERT ON form_value
WHEN EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient AND merged_into IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'the patient was merged into another');
END;

-- Forms that should be signed and are not, as far as their images tell.
CREATE TABLE form_unsigned (
  document TEXT NOT NULL REFERENCES document (id),
  page INTEGER NOT NULL,
  zone TEXT NOT NULL,
  template TEXT NOT NULL REFERENCES form_template (id),
  PRIMARY KEY (document, page, zone)
) STRICT, WITHOUT ROWID;

-- Up to which change documents were looked through for them: one row.
CREATE TABLE form_looked (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL
) STRICT;
INSERT INTO form_looked (only, sequence) VALUES (1, 0);
