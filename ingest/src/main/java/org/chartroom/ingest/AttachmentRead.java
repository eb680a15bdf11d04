package org.chartroom.ingest;

import java.nio.file.Path;

/**
 * A file found inside another one, such as an attachment of an e-mail: a document of its own.
 *
 * @param name as written in the outer file: data only, never a path to write to; empty where it has none
 * @param mediaType by its bytes
 * @param file its bytes, in the spool folder of the request; the sink may move it away
 */
public record AttachmentRead(String name, String mediaType, Path file) {}
