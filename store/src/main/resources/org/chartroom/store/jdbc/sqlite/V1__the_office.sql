-- What one office keeps. Times are microseconds since 1970-01-01T00:00:00Z, dates are ISO 8601 text, enums are their
-- names, flags are 0 or 1. `ordinal` is the order in which rows were added; lists page by it.

CREATE TABLE facility (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

-- One row a blob that records name or named. `refs` counts the naming columns; the sweeper destroys what has none.
-- A condemned blob is being destroyed: nothing may name it again.
CREATE TABLE blob (
  ref TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  media_type TEXT NOT NULL,
  refs INTEGER NOT NULL CHECK (refs >= 0),
  freed_at INTEGER,
  condemned INTEGER NOT NULL DEFAULT 0 CHECK (condemned IN (0, 1) AND (condemned = 0 OR refs = 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_free ON blob (freed_at) WHERE refs = 0;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  login_key TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  password_hash TEXT,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
) STRICT;

CREATE TABLE credential (
  secret_sha256 TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_account ON credential (account);

CREATE TABLE patient (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  facility TEXT NOT NULL REFERENCES facility (id),
  mrn TEXT NOT NULL,
  mrn_key TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  middle TEXT NOT NULL,
  name_key TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  sex TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  deceased_on TEXT,
  restricted INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  version INTEGER NOT NULL,
  UNIQUE (facility, mrn)
) STRICT;
CREATE INDEX patient_by_name ON patient (facility, name_key, ordinal);
CREATE INDEX patient_by_mrn_key ON patient (facility, mrn_key);
CREATE INDEX patient_by_birth_date ON patient (facility, birth_date);

-- The parts of a patient's name, folded, to find patients by how a part starts.
CREATE TABLE patient_name_part (
  facility TEXT NOT NULL,
  part TEXT NOT NULL,
  patient TEXT NOT NULL REFERENCES patient (id),
  PRIMARY KEY (facility, part, patient)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_name_part_of ON patient_name_part (patient);

CREATE TABLE encounter (
  id TEXT PRIMARY KEY,
  patient TEXT NOT NULL REFERENCES patient (id),
  facility TEXT NOT NULL REFERENCES facility (id),
  kind TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  clinician TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX encounter_of ON encounter (patient, starts_at);

CREATE TABLE appointment (
  id TEXT PRIMARY KEY,
  patient TEXT NOT NULL REFERENCES patient (id),
  facility TEXT NOT NULL REFERENCES facility (id),
  starts_at INTEGER NOT NULL,
  length_s INTEGER NOT NULL,
  clinician TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL,
  external_id TEXT NOT NULL
) STRICT;
CREATE INDEX appointment_by_start ON appointment (facility, starts_at);
CREATE UNIQUE INDEX appointment_external ON appointment (facility, external_id) WHERE external_id <> '';
CREATE INDEX appointment_of ON appointment (patient);

CREATE TABLE arrival (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  facility TEXT NOT NULL REFERENCES facility (id),
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  sender TEXT NOT NULL,
  original TEXT NOT NULL REFERENCES blob (ref),
  sha256 TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  received_by TEXT NOT NULL,
  duplicate_of TEXT REFERENCES arrival (id)
) STRICT;
CREATE INDEX arrival_latest ON arrival (facility, ordinal);
CREATE INDEX arrival_bytes ON arrival (facility, sha256, ordinal);
CREATE INDEX arrival_day ON arrival (facility, received_at);

-- A document, its stage and, while its stage is work, who does it. `input_pages` belongs to the document for which a
-- file was read: empty until the file was read through.
CREATE TABLE document (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  arrival TEXT NOT NULL REFERENCES arrival (id),
  facility TEXT NOT NULL REFERENCES facility (id),
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  stage_reason TEXT NOT NULL,
  priority INTEGER NOT NULL,
  patient TEXT REFERENCES patient (id),
  encounter TEXT REFERENCES encounter (id),
  type_code TEXT,
  type_display TEXT,
  date TEXT,
  author TEXT NOT NULL,
  title TEXT NOT NULL,
  pages INTEGER NOT NULL,
  confidence REAL NOT NULL,
  file TEXT NOT NULL REFERENCES blob (ref),
  name TEXT NOT NULL,
  attached_to TEXT REFERENCES document (id),
  split_from TEXT REFERENCES document (id),
  input_pages INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  work_expected TEXT,
  work_since INTEGER,
  work_not_before INTEGER,
  work_attempts INTEGER NOT NULL DEFAULT 0,
  work_owner TEXT NOT NULL DEFAULT '',
  work_token TEXT,
  work_until INTEGER,
  work_done INTEGER NOT NULL DEFAULT 0,
  work_of INTEGER NOT NULL DEFAULT 0,
  CHECK (work_expected IS NULL OR stage IN ('RECEIVED', 'READING', 'TRANSCRIBING')),
  CHECK ((work_token IS NULL) = (work_until IS NULL))
) STRICT;
CREATE INDEX document_latest ON document (facility, stage, ordinal);
CREATE INDEX document_facility ON document (facility, ordinal);
CREATE INDEX document_of_patient ON document (patient, ordinal) WHERE patient IS NOT NULL;
CREATE INDEX document_of_arrival ON document (arrival, ordinal);
CREATE INDEX document_of_encounter ON document (encounter) WHERE encounter IS NOT NULL;
CREATE INDEX document_attached ON document (attached_to) WHERE attached_to IS NOT NULL;
CREATE INDEX document_split ON document (split_from) WHERE split_from IS NOT NULL;
CREATE INDEX document_work ON document (priority DESC, work_since, ordinal) WHERE work_expected IS NOT NULL;
CREATE UNIQUE INDEX document_lease ON document (work_token) WHERE work_token IS NOT NULL;

CREATE TABLE page (
  document TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  source_page INTEGER NOT NULL CHECK (source_page >= 1),
  text TEXT NOT NULL,
  confidence REAL NOT NULL,
  doubt TEXT NOT NULL,
  problem TEXT,
  width_px INTEGER,
  height_px INTEGER,
  x_dpi REAL,
  y_dpi REAL,
  rotation INTEGER,
  skew_degrees REAL,
  image TEXT REFERENCES blob (ref),
  thumbnail TEXT REFERENCES blob (ref),
  words TEXT REFERENCES blob (ref),
  steps TEXT NOT NULL,
  UNIQUE (document, number)
) STRICT;

-- What became of every input page of a file: exactly one line each.
CREATE TABLE ledger (
  source TEXT NOT NULL REFERENCES document (id),
  source_page INTEGER NOT NULL CHECK (source_page >= 1),
  arrival TEXT NOT NULL REFERENCES arrival (id),
  disposition TEXT NOT NULL,
  document TEXT REFERENCES document (id),
  page INTEGER,
  value TEXT,
  problem TEXT,
  detail TEXT,
  PRIMARY KEY (source, source_page)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_of_arrival ON ledger (arrival);
CREATE INDEX ledger_of_document ON ledger (document) WHERE document IS NOT NULL;

CREATE TABLE dictation (
  document TEXT PRIMARY KEY REFERENCES document (id),
  author TEXT NOT NULL,
  work_type TEXT NOT NULL,
  due_at INTEGER,
  audio_ms INTEGER NOT NULL,
  peaks TEXT REFERENCES blob (ref),
  playable TEXT REFERENCES blob (ref)
) STRICT;

CREATE TABLE transcript_version (
  document TEXT NOT NULL REFERENCES dictation (document),
  number INTEGER NOT NULL CHECK (number >= 1),
  state TEXT NOT NULL,
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  audio_ms INTEGER NOT NULL,
  text TEXT NOT NULL,
  words TEXT NOT NULL,
  edits TEXT NOT NULL,
  sections TEXT NOT NULL,
  editor TEXT NOT NULL,
  at INTEGER NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (document, number)
) STRICT;

CREATE TABLE addendum (
  document TEXT NOT NULL REFERENCES dictation (document),
  number INTEGER NOT NULL CHECK (number >= 1),
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (document, number)
) STRICT;

CREATE TRIGGER transcript_version_is_frozen BEFORE UPDATE ON transcript_version
BEGIN
  SELECT RAISE(ABORT, 'versions of a note are added, never changed');
END;

CREATE TRIGGER addendum_is_frozen BEFORE UPDATE ON addendum
BEGIN
  SELECT RAISE(ABORT, 'addenda are added, never changed');
END;

-- What creations made, so that repeating one answers the same again.
CREATE TABLE idempotency_key (
  scope TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope, idem_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_age ON idempotency_key (at);

-- The trail: numbered from 1 without gaps, with the bytes that are hashed and sealed. Columns are there to be asked.
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  patient TEXT,
  details TEXT NOT NULL,
  canonical BLOB NOT NULL
) STRICT;
CREATE INDEX audit_of_patient ON audit (patient, sequence) WHERE patient IS NOT NULL;
CREATE INDEX audit_of_actor ON audit (actor, sequence);

CREATE TRIGGER audit_has_no_gaps BEFORE INSERT ON audit
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is numbered without gaps');
END;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is appended to, never changed');
END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is appended to, never shortened');
END;

-- What the index follows: the latest change of each document, in commit order.
CREATE TABLE change_log (
  document TEXT PRIMARY KEY REFERENCES document (id),
  sequence INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
