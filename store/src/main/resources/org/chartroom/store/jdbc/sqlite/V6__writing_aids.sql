-- Texts that are kept to be put into notes: the office's (no owner), and each person's own.
CREATE TABLE writing_aid (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  owner TEXT REFERENCES account (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  work_type TEXT NOT NULL,
  spoken TEXT NOT NULL,
  starts INTEGER NOT NULL,
  text TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX writing_aid_by_name ON writing_aid (coalesce(owner, ''), kind, name_key);

-- Words that an author's drafts have otherwise than the author wants them written.
CREATE TABLE correction (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  author TEXT NOT NULL REFERENCES account (id),
  spoken TEXT NOT NULL,
  written TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_at INTEGER,
  UNIQUE (author, spoken, written)
) STRICT;

-- The notes it was seen in: with the words replaced, or left as they were heard.
CREATE TABLE correction_seen (
  correction INTEGER NOT NULL REFERENCES correction (number) ON DELETE CASCADE,
  document TEXT NOT NULL REFERENCES dictation (document),
  kept INTEGER NOT NULL,
  PRIMARY KEY (correction, document)
) STRICT, WITHOUT ROWID;

-- What a second person found wrong with a note.
CREATE TABLE quality_review (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES dictation (document),
  number INTEGER NOT NULL,
  editor TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at INTEGER NOT NULL,
  errors TEXT NOT NULL
) STRICT;
CREATE INDEX quality_review_by_document ON quality_review (document);
CREATE INDEX quality_review_by_time ON quality_review (at);

CREATE TRIGGER quality_review_is_frozen BEFORE UPDATE ON quality_review
BEGIN
  SELECT RAISE(ABORT, 'a quality review stays as it is');
END;

CREATE INDEX signature_by_time ON signature (at);
