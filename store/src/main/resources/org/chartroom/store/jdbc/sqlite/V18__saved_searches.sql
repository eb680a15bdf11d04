-- Searches that people keep. `limits` is a JSON object of lists, `shared_with` a JSON list of roles.
CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  query TEXT NOT NULL,
  limits TEXT NOT NULL,
  newest_first INTEGER NOT NULL CHECK (newest_first IN (0, 1)),
  shared_with TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_search_by_name ON saved_search (owner, name_key);
CREATE INDEX saved_search_shared ON saved_search (name_key) WHERE shared_with <> '[]';

-- Who wants to know what newly matches.
CREATE TABLE search_alert (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  search TEXT NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  person TEXT NOT NULL REFERENCES account (id),
  since INTEGER NOT NULL,
  UNIQUE (search, person)
) STRICT;
CREATE INDEX search_alert_of ON search_alert (person);

-- What an alert knows: what matched when it was set (no `sequence`), and what began to match since.
CREATE TABLE search_match (
  alert INTEGER NOT NULL REFERENCES search_alert (number) ON DELETE CASCADE,
  document TEXT NOT NULL,
  sequence INTEGER,
  matched_at INTEGER,
  seen_at INTEGER,
  PRIMARY KEY (alert, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_match_of ON search_match (document);
CREATE INDEX search_match_new ON search_match (alert, sequence) WHERE sequence IS NOT NULL;

-- How far the change log was looked through for all alerts.
CREATE TABLE search_alert_position (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sequence INTEGER NOT NULL
) STRICT;
