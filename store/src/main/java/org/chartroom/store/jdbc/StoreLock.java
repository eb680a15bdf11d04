package org.chartroom.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chartroom.models.record.StoreInUseException;

/** Holds a record store for this process alone. The operating system lets go of it when the process dies. */
final class StoreLock implements AutoCloseable {
    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @param database in a folder that is there */
    static StoreLock take(Path database) throws IOException {
        Path file = database.resolveSibling(database.getFileName() + ".lock");

        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                throw new StoreInUseException(taken(database));
            }
            return new StoreLock(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StoreInUseException(taken(database), e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static String taken(Path database) {
        return "The record store " + database
                + " is open in another Chartroom process; stop that one, or use its address.";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
