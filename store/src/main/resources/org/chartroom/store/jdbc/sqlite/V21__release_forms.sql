-- What is fetched at a link: the packet itself, or a form that was made of it, such as a PDF with a password.
ALTER TABLE release_link ADD COLUMN file_sha256 TEXT;
