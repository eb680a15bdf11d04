-- What was last decided of a page's sensitivity, by where the page came from, so that it stays on the page that is moved.
CREATE TABLE page_sensitivity (
  source TEXT NOT NULL,
  source_page INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  labels TEXT NOT NULL,
  PRIMARY KEY (source, source_page)
) STRICT, WITHOUT ROWID;
