-- What was heard so far of a recording that is being transcribed: words as JSON, times in ms from its start. The next try
-- goes on from there.
CREATE TABLE heard_piece (
  document TEXT NOT NULL REFERENCES document (id),
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, start_ms)
) STRICT;

-- Once the work is over they are of no use, but for what may be tried again; nor are those of another recording.
CREATE TRIGGER heard_pieces_go AFTER UPDATE OF work_expected, stage, file ON document
WHEN NEW.file <> OLD.file OR (NEW.work_expected IS NULL AND NEW.stage NOT IN ('RECEIVED', 'QUARANTINED'))
BEGIN
  DELETE FROM heard_piece WHERE document = NEW.id;
END;
