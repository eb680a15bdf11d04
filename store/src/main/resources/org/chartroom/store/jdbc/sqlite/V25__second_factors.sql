-- What makes one-time codes for an account, sealed; the recovery codes as hashes; when somebody was first asked to set it up.
CREATE TABLE second_factor (
  account TEXT PRIMARY KEY REFERENCES account (id),
  sealed TEXT,
  pending TEXT,
  since INTEGER,
  last_step INTEGER NOT NULL,
  CHECK ((sealed IS NULL) = (since IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  sha256 TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_code_account ON recovery_code (account);

CREATE TABLE second_factor_asked (
  account TEXT PRIMARY KEY REFERENCES account (id),
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
