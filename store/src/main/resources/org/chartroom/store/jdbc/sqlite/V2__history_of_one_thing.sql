-- The history of one document is asked for by its id. Lists and searches have no subject and stay out of the index.
CREATE INDEX audit_of_subject ON audit (subject, sequence) WHERE subject <> '';
