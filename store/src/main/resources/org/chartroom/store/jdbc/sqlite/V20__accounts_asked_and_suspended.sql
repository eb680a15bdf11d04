-- Suspensions of the account by agencies, and when patients asked for it; added to, never changed.
CREATE TABLE account_suspension (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient TEXT NOT NULL REFERENCES patient (id),
  content TEXT NOT NULL
) STRICT;
CREATE INDEX account_suspension_of_patient ON account_suspension (patient);

CREATE TRIGGER account_suspension_is_frozen BEFORE UPDATE ON account_suspension
BEGIN
  SELECT RAISE(ABORT, 'a suspension is added to, never changed');
END;

CREATE TRIGGER account_suspension_stays BEFORE DELETE ON account_suspension
BEGIN
  SELECT RAISE(ABORT, 'a suspension is never deleted');
END;

CREATE TABLE account_asked (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient TEXT NOT NULL REFERENCES patient (id),
  content TEXT NOT NULL
) STRICT;
CREATE INDEX account_asked_of_patient ON account_asked (patient);

CREATE TRIGGER account_asked_is_frozen BEFORE UPDATE ON account_asked
BEGIN
  SELECT RAISE(ABORT, 'that an account was asked for is never changed');
END;

CREATE TRIGGER account_asked_stays BEFORE DELETE ON account_asked
BEGIN
  SELECT RAISE(ABORT, 'that an account was asked for is never deleted');
END;
