-- Pages may leave the file they came in with: each says which file that was.
CREATE TABLE page_of_source (
  document TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  source TEXT NOT NULL REFERENCES document (id),
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
INSERT INTO page_of_source (document, number, source, source_page, text, confidence, doubt, problem, width_px, height_px,
  x_dpi, y_dpi, rotation, skew_degrees, image, thumbnail, words, steps)
SELECT p.document, p.number, coalesce(d.split_from, d.id), p.source_page, p.text, p.confidence, p.doubt, p.problem,
  p.width_px, p.height_px, p.x_dpi, p.y_dpi, p.rotation, p.skew_degrees, p.image, p.thumbnail, p.words, p.steps
FROM page p JOIN document d ON d.id = p.document;
DROP TABLE page;
ALTER TABLE page_of_source RENAME TO page;

-- What people did with pages. The row of an undo names what it took back.
CREATE TABLE page_edit (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  editor TEXT NOT NULL,
  editor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  note TEXT NOT NULL,
  undoes TEXT UNIQUE REFERENCES page_edit (id)
) STRICT;

-- How the pages of each document it touched lay before and after: JSON, which page of which file and how it stands.
CREATE TABLE page_edit_document (
  edit TEXT NOT NULL REFERENCES page_edit (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  version INTEGER NOT NULL,
  stage_before TEXT NOT NULL,
  reason_before TEXT NOT NULL,
  pages_before TEXT NOT NULL,
  pages_after TEXT NOT NULL,
  PRIMARY KEY (edit, position),
  UNIQUE (edit, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_edit_of_document ON page_edit_document (document);

-- Pages as they were before an edit turned them or took them out. `disposition` is what the ledger says of one taken out.
CREATE TABLE page_kept (
  edit TEXT NOT NULL REFERENCES page_edit (id),
  document TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  source TEXT NOT NULL REFERENCES document (id),
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
  disposition TEXT,
  left_problem TEXT,
  left_detail TEXT,
  PRIMARY KEY (edit, source, source_page)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_kept_of_source ON page_kept (source, source_page);
CREATE INDEX page_kept_of_document ON page_kept (document);

CREATE TRIGGER page_edit_is_frozen BEFORE UPDATE ON page_edit
BEGIN
  SELECT RAISE(ABORT, 'edits of pages are added, never changed');
END;

CREATE TRIGGER page_edit_document_is_frozen BEFORE UPDATE ON page_edit_document
BEGIN
  SELECT RAISE(ABORT, 'edits of pages are added, never changed');
END;
