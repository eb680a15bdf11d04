-- Packets on their way out by mail or fax: one of a request at most, and once it may have left it is never tried again.
CREATE TABLE release_delivery (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  request TEXT NOT NULL UNIQUE REFERENCES release_request (id),
  state TEXT NOT NULL,
  next_at INTEGER,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX release_delivery_in_state ON release_delivery (state, ordinal);

CREATE TRIGGER release_delivery_goes_once BEFORE UPDATE ON release_delivery
WHEN OLD.state NOT IN ('WAITING', 'GOING') AND NEW.state IN ('WAITING', 'GOING')
BEGIN
  SELECT RAISE(ABORT, 'what may have left is never sent again');
END;

CREATE TRIGGER release_delivery_stays BEFORE DELETE ON release_delivery
BEGIN
  SELECT RAISE(ABORT, 'that a packet left is never deleted');
END;

-- Signatures of those who took packets at the desk.
CREATE TABLE release_signature (
  request TEXT PRIMARY KEY REFERENCES release_request (id),
  image TEXT REFERENCES blob (ref),
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER release_signature_is_frozen BEFORE UPDATE ON release_signature
BEGIN
  SELECT RAISE(ABORT, 'a signature is never changed');
END;

CREATE TRIGGER release_signature_stays BEFORE DELETE ON release_signature
BEGIN
  SELECT RAISE(ABORT, 'a signature is never deleted');
END;
