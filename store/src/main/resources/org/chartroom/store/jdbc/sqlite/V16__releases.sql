-- Requests for records: what they are now, and all they ever were, as JSON.
CREATE TABLE release_request (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  facility TEXT NOT NULL REFERENCES facility (id),
  patient TEXT REFERENCES patient (id),
  due TEXT NOT NULL,
  open INTEGER NOT NULL,
  content TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX release_queue ON release_request (facility, due, ordinal) WHERE open = 1;

CREATE TABLE release_version (
  request TEXT NOT NULL REFERENCES release_request (id),
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (request, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER release_version_is_frozen BEFORE UPDATE ON release_version
BEGIN
  SELECT RAISE(ABORT, 'what a request was is never changed');
END;

CREATE TRIGGER release_version_stays BEFORE DELETE ON release_version
BEGIN
  SELECT RAISE(ABORT, 'what a request was is never deleted');
END;

CREATE TRIGGER release_request_stays BEFORE DELETE ON release_request
BEGIN
  SELECT RAISE(ABORT, 'a request is never deleted');
END;

-- Packets that were made, whether or not they left.
CREATE TABLE release_packet (
  request TEXT NOT NULL REFERENCES release_request (id),
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL REFERENCES blob (ref),
  PRIMARY KEY (request, sha256)
) STRICT, WITHOUT ROWID;

-- The account of disclosures. `patient` is whose records they were then; a merge changes nothing in it.
CREATE TABLE disclosure (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient TEXT NOT NULL REFERENCES patient (id),
  at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX disclosure_of_patient ON disclosure (patient, at);

CREATE TRIGGER disclosure_is_frozen BEFORE UPDATE ON disclosure
BEGIN
  SELECT RAISE(ABORT, 'the account of disclosures is added to, never changed');
END;

CREATE TRIGGER disclosure_stays BEFORE DELETE ON disclosure
BEGIN
  SELECT RAISE(ABORT, 'the account of disclosures is added to, never deleted');
END;

-- Where packets wait for who they are for; address and code as hashes.
CREATE TABLE release_link (
  token_sha256 TEXT PRIMARY KEY,
  request TEXT NOT NULL REFERENCES release_request (id),
  packet_sha256 TEXT NOT NULL,
  code_sha256 TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  wrong_codes INTEGER NOT NULL,
  fetched_at INTEGER
) STRICT;
