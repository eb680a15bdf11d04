package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The file system's calls that durability hangs on. Tests hand in one that fails at a chosen call; everything else goes to
 * {@link java.nio.file.Files} directly.
 */
interface Storage {
    /** Makes a file that was not there, for reading and writing. */
    FileChannel create(Path file) throws IOException;

    /** Writes all of {@code bytes} at {@code position}. */
    void write(FileChannel channel, java.nio.ByteBuffer bytes, long position) throws IOException;

    /** Returns after the file's bytes and length are on disk. */
    void force(FileChannel channel) throws IOException;

    /** Renames within the file system, at once or not at all. */
    void move(Path from, Path to) throws IOException;

    /** Returns after the names in the folder are on disk. */
    void forceFolder(Path folder) throws IOException;

    /** Bytes that this process may still write where {@code folder} is. */
    long usableBytes(Path folder) throws IOException;
}
