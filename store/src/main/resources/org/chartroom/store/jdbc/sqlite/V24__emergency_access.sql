-- Restricted charts that were opened in emergencies, and what was found when somebody looked at it afterwards.
CREATE TABLE emergency_access (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient TEXT NOT NULL REFERENCES patient (id),
  until INTEGER NOT NULL,
  looked INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX emergency_access_until ON emergency_access (until);

CREATE TRIGGER emergency_access_is_looked_at_once BEFORE UPDATE ON emergency_access WHEN OLD.looked = 1
BEGIN
  SELECT RAISE(ABORT, 'what was found of an emergency access is never changed');
END;

CREATE TRIGGER emergency_access_stays BEFORE DELETE ON emergency_access
BEGIN
  SELECT RAISE(ABORT, 'an emergency access is never deleted');
END;
