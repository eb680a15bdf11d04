-- How work that somebody asked for is to be done, as JSON; empty for what is read for the first time, or in the usual way.
ALTER TABLE document ADD COLUMN work_again TEXT;
