-- What was handed in waits for its author's signature; there is a review before it now.
DROP TRIGGER transcript_version_is_frozen;
UPDATE transcript_version SET state = 'AWAITING_SIGNATURE' WHERE state = 'SUBMITTED';
CREATE TRIGGER transcript_version_is_frozen BEFORE UPDATE ON transcript_version
BEGIN
  SELECT RAISE(ABORT, 'versions of a note are added, never changed');
END;

-- What a signature froze: the seal is over text, recording and versions.
CREATE TABLE signature (
  document TEXT PRIMARY KEY REFERENCES dictation (document),
  number INTEGER NOT NULL,
  signer TEXT NOT NULL,
  at INTEGER NOT NULL,
  seal TEXT NOT NULL,
  blanks_reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER signature_is_frozen BEFORE UPDATE ON signature
BEGIN
  SELECT RAISE(ABORT, 'a signature stays as it is');
END;

-- Who is working on a note.
CREATE TABLE claim (
  document TEXT PRIMARY KEY REFERENCES dictation (document),
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Which parts of a recording somebody has played, as JSON.
CREATE TABLE listened (
  document TEXT NOT NULL REFERENCES dictation (document),
  user TEXT NOT NULL,
  spans TEXT NOT NULL,
  PRIMARY KEY (document, user)
) STRICT, WITHOUT ROWID;
