-- Where who sent a document says that it belongs.
CREATE TABLE filing_proposal (
  document TEXT PRIMARY KEY REFERENCES document (id),
  patient TEXT REFERENCES patient (id),
  type TEXT,
  reason TEXT NOT NULL
) STRICT;
