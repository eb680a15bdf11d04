-- Dictations while they are being recorded. A row stays when its recording was handed in, so that handing it in again
-- finds what it became; its pieces and what was heard of them go.
CREATE TABLE recording (
  id TEXT PRIMARY KEY,
  facility TEXT NOT NULL REFERENCES facility (id),
  author TEXT NOT NULL,
  patient TEXT,
  work_type TEXT NOT NULL,
  priority TEXT NOT NULL,
  due_at INTEGER,
  begun_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  takes TEXT NOT NULL,
  pieces INTEGER NOT NULL DEFAULT 0,
  samples INTEGER NOT NULL DEFAULT 0,
  document TEXT REFERENCES document (id)
) STRICT;

CREATE INDEX recording_unfinished ON recording (last_at) WHERE document IS NULL;

CREATE TABLE recording_piece (
  recording TEXT NOT NULL REFERENCES recording (id),
  number INTEGER NOT NULL,
  first_sample INTEGER NOT NULL,
  last_sample INTEGER NOT NULL,
  file TEXT NOT NULL REFERENCES blob (ref),
  PRIMARY KEY (recording, number)
) STRICT, WITHOUT ROWID;

-- Words heard while the recording is made, as JSON.
CREATE TABLE recording_heard (
  recording TEXT NOT NULL REFERENCES recording (id),
  from_sample INTEGER NOT NULL,
  to_sample INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (recording, from_sample)
) STRICT, WITHOUT ROWID;
