package org.chartroom.ingest.sniff;

import java.nio.file.Path;

/**
 * One file that came out of an archive or a message.
 *
 * @param name what the sender called it, folders included: data for people to read, never a path to write to
 * @param file where its bytes are, in the spool under a name made here; belongs to the receiver, who deletes it
 * @param bytes its length
 */
public record UnpackedFile(String name, Path file, long bytes) {}
