package org.chartroom.ingest.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.StoreFullException;
import org.chartroom.models.record.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that a scanner, a fax server or a person saves files into. A file is taken once its size and time have not
 * changed for a while; then it moves to {@code processed/}, or with a reason beside it to {@code failed/}. Subfolders are
 * looked into; links, hidden files and names that programs use while they are still writing are not.
 *
 * <p>A file whose move fails stays where it is and is not received again: its idempotency key is made of its place, size,
 * time and hash, so that even after a crash it gives the same arrival back. The same file saved once more unchanged, time
 * included, into the same place is taken for that one.
 *
 * <p>One process at a time takes from a folder: a lock on {@code .chartroom.lock} in it keeps two servers from each
 * receiving the same file, and ends with the process that holds it.
 *
 * <p>For one thread at a time.
 */
public final class WatchedFolder implements IntakeChannel {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    private static final String PROCESSED = "processed";
    private static final String FAILED = "failed";
    private static final String REASON = ".reason.txt";
    private static final int DEEPEST = 8;
    private static final String LOCK = ".chartroom.lock";
    /** Files that are empty or lack their end get this many times longer: the scanner may be between two pages. */
    private static final int PATIENCE_WITH_UNFINISHED = 10;
    /** Whoever stops the channel waits for one look. */
    private static final int MOST_A_LOOK = 100;

    private static final int TRIES = 5;
    private static final Set<String> STILL_WRITTEN =
            Set.of("tmp", "temp", "part", "partial", "filepart", "crdownload", "download", "swp", "lock", "lck", "!ut");

    private final Settings settings;
    private final Receiving receiving;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<Path, Seen> seen = new HashMap<>();
    private @Nullable FileChannel lock;

    /**
     * What to watch and for whom.
     *
     * @param folder need not exist yet, and may vanish and come back, as network folders do
     * @param facility whose arrivals they are
     * @param kind what is saved there
     * @param sender who saves them there, as people see it; empty for the folder's name
     * @param actor on whose behalf they are received
     * @param stableFor how long size and time must not have changed, above 0
     */
    public record Settings(
            Path folder, FacilityId facility, ArrivalKind kind, String sender, Actor actor, Duration stableFor) {
        public Settings {
            if (!stableFor.isPositive()) {
                throw new IllegalArgumentException("a file must be unchanged for more than 0 ms, was " + stableFor);
            }
            if (sender.isBlank()) {
                sender = String.valueOf(folder.getFileName());
            }
        }

        /** Of recordings in a folder nobody said more than whose folder it is. */
        private Optional<DictationOrder> order() {
            return kind == ArrivalKind.DICTATION
                    ? Optional.of(new DictationOrder(actor.user(), Optional.empty(), "", Optional.empty()))
                    : Optional.empty();
        }
    }

    /**
     * @param clock for what people read
     * @param nanos for waiting: nanoseconds that only go forward, whatever somebody does to the clock
     */
    public WatchedFolder(Settings settings, Receiving receiving, Clock clock, LongSupplier nanos) {
        this.settings = settings;
        this.receiving = receiving;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public Channel channel() {
        return Channel.WATCHED_FOLDER;
    }

    @Override
    public Round look() {
        Path folder = settings.folder();
        if (!Files.isDirectory(folder)) {
            seen.clear();
            close();
            return nothing(
                    "The watched folder " + folder + " is not there.",
                    "Make it, or connect its drive again. Its files are taken as soon as it is back.");
        }
        Optional<Trouble> locked = lock(folder);
        if (locked.isPresent()) {
            return new Round(0, 0, 0, locked);
        }
        List<Found> found = new ArrayList<>();
        List<Path> closed = new ArrayList<>();
        try {
            list(folder, 0, found, closed);
        } catch (IOException e) {
            LOG.warn("A watched folder cannot be listed", e);
            return nothing(
                    "The watched folder " + folder + " cannot be read.", "Check its permissions and its connection.");
        }
        found.sort(Comparator.comparing(Found::modified));
        seen.keySet().retainAll(found.stream().map(Found::file).toList());
        Round round = takeStable(found);
        return closed.isEmpty() || round.trouble().isPresent()
                ? round
                : new Round(
                        round.kept(),
                        round.setAside(),
                        round.waiting(),
                        Optional.of(new Trouble(
                                "The subfolder " + closed.getFirst() + " cannot be read; nothing is taken from it.",
                                "Check its permissions.")));
    }

    private static Round nothing(String what, String whatToDo) {
        return new Round(0, 0, 0, Optional.of(new Trouble(what, whatToDo)));
    }

    private Optional<Trouble> lock(Path folder) {
        if (lock != null) {
            return Optional.empty();
        }
        FileChannel opened = null;
        boolean held = false;
        try {
            opened = FileChannel.open(
                    folder.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            held = opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("A watched folder is watched in this process already", e);
        } catch (IOException e) {
            LOG.warn("A watched folder cannot be locked", e);
            return Optional.of(new Trouble(
                    "The watched folder " + folder + " cannot be written, so nothing is taken from it.",
                    "Let the server's account write in it: taken files move to its subfolder " + PROCESSED + "."));
        } finally {
            if (!held && opened != null) {
                closeQuietly(opened);
            }
        }
        if (!held) {
            return Optional.of(new Trouble(
                    "Another server watches the folder " + folder + ", so this one takes nothing from it.",
                    "Stop one of the two, or give each a folder of its own."));
        }
        lock = opened;
        return Optional.empty();
    }

    /** Gives the folder free for another process. */
    @Override
    public void close() {
        if (lock != null) {
            closeQuietly(lock);
            lock = null;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The lock of a watched folder that went away cannot be closed", e);
        }
    }

    private Round takeStable(List<Found> found) {
        int kept = 0;
        int setAside = 0;
        int waiting = 0;
        boolean noRoom = false;
        Optional<Trouble> trouble = Optional.empty();
        for (Found file : found) {
            if (noRoom || kept + setAside >= MOST_A_LOOK) {
                waiting++;
                continue;
            }
            switch (take(file)) {
                case KEPT -> kept++;
                case SET_ASIDE -> setAside++;
                case WAIT -> waiting++;
                case NO_ROOM -> {
                    waiting++;
                    noRoom = true;
                    trouble = Optional.of(new Trouble(
                            "Nothing can be kept at the moment: the disk is full or the store does not answer.",
                            "Free space on the server. The files stay in " + settings.folder()
                                    + " and are taken when there is room."));
                }
                case STUCK -> {
                    waiting++;
                    trouble = Optional.of(new Trouble(
                            "A file cannot be moved out of the watched folder " + settings.folder() + ".",
                            "Check the folder's permissions and free space; the file is not received twice."));
                }
            }
        }
        return new Round(kept, setAside, waiting, trouble);
    }

    private enum Taken {
        KEPT,
        SET_ASIDE,
        WAIT,
        NO_ROOM,
        STUCK
    }

    private record Found(Path file, long size, FileTime modified) {}

    /** What is remembered of a file between looks: how it was, since when, and what came of trying it. */
    private static final class Seen {
        private final long size;
        private final FileTime modified;
        private final long since;
        private int tries;
        private boolean kept;

        Seen(Found found, long since) {
            this.size = found.size();
            this.modified = found.modified();
            this.since = since;
        }

        boolean isSame(Found found) {
            return size == found.size() && modified.equals(found.modified());
        }
    }

    private Taken take(Found file) {
        long now = nanos.getAsLong();
        Seen before = seen.get(file.file());
        if (before == null || !before.isSame(file)) {
            seen.put(file.file(), new Seen(file, now));
            return Taken.WAIT;
        }
        Duration unchanged = Duration.ofNanos(now - before.since);
        if (unchanged.compareTo(settings.stableFor()) < 0) {
            return Taken.WAIT;
        }
        if (before.kept) {
            return letGo(file, before);
        }
        try {
            if (unchanged.compareTo(settings.stableFor().multipliedBy(PATIENCE_WITH_UNFINISHED)) < 0
                    && Unfinished.looksSo(file.file(), file.size())) {
                return Taken.WAIT;
            }
            return receive(file, before);
        } catch (NoSuchFileException e) {
            seen.remove(file.file());
            return Taken.WAIT;
        } catch (IOException e) {
            return again(file, before, "The file could not be read from the watched folder.");
        }
    }

    private Taken receive(Found file, Seen before) throws IOException {
        String sha256 = hash(file.file());
        String place = file.file().toAbsolutePath().normalize().toString();
        Incoming incoming = new Incoming(
                settings.facility(),
                Channel.WATCHED_FOLDER,
                settings.kind(),
                String.valueOf(file.file().getFileName()),
                settings.sender(),
                Priority.ROUTINE,
                settings.actor(),
                Optional.of(key(place, file, sha256)),
                OptionalLong.of(file.size()),
                settings.order());
        try (InputStream in = new Unchanged(Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS), sha256)) {
            return receive(file, before, incoming, in);
        }
    }

    private Taken receive(Found file, Seen before, Incoming incoming, InputStream in) {
        try {
            receiving.receive(incoming, in);
            before.kept = true;
            return letGo(file, before);
        } catch (EmptyFileException e) {
            return setAside(file, "The file has no bytes. Scan or save it again.");
        } catch (TooLargeException e) {
            return setAside(
                    file, "The file is longer than the " + e.limit() + " bytes that are taken in. Send it in parts.");
        } catch (ConflictException e) {
            return setAside(file, String.valueOf(e.getMessage()));
        } catch (CutOffException e) {
            return again(file, before, "The file changed or broke off whenever it was read.");
        } catch (IOException | StoreFullException | StoreUnavailableException e) {
            // What is wrong with the file came as one of the above: this is our own disk.
            LOG.warn("Nothing can be kept at the moment; the files stay in the watched folder", e);
            return Taken.NO_ROOM;
        }
    }

    /** It was not finished after all, or cannot be read: wait for it anew, but not for ever. */
    private Taken again(Found file, Seen before, String what) {
        Seen anew = new Seen(file, nanos.getAsLong());
        anew.tries = before.tries + 1;
        seen.put(file.file(), anew);
        return anew.tries >= TRIES ? setAside(file, what + " It was tried " + TRIES + " times.") : Taken.WAIT;
    }

    private Taken letGo(Found file, Seen before) {
        try {
            move(file.file(), PROCESSED);
            seen.remove(file.file());
            return Taken.KEPT;
        } catch (NoSuchFileException e) {
            // Somebody took it away after it was kept: that is all right.
            seen.remove(file.file());
            return Taken.KEPT;
        } catch (IOException e) {
            LOG.warn("A received file cannot be moved out of a watched folder; it will be tried again", e);
            before.kept = true;
            return Taken.STUCK;
        }
    }

    private Taken setAside(Found file, String reason) {
        try {
            Path moved = move(file.file(), FAILED);
            Files.writeString(
                    moved.resolveSibling(moved.getFileName() + REASON),
                    "Found in the watched folder at " + clock.instant() + " and not taken in.\n" + reason
                            + "\nThe file itself is unchanged beside this note.\n",
                    StandardCharsets.UTF_8);
            seen.remove(file.file());
            return Taken.SET_ASIDE;
        } catch (IOException e) {
            LOG.warn("A file that cannot be received cannot be moved to the failed folder either", e);
            return Taken.STUCK;
        }
    }

    /** Moves a file below {@code processed} or {@code failed}, keeping its subfolder, and never over another file. */
    private Path move(Path file, String where) throws IOException {
        Path relative = settings.folder().relativize(file);
        Path target = settings.folder().resolve(where).resolve(relative);
        Files.createDirectories(target.toAbsolutePath().getParent());
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int i = 1; ; i++) {
            Path free = i == 1 ? target : target.resolveSibling(name.substring(0, dot) + "-" + i + name.substring(dot));
            if (Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                return Files.move(file, free, new StandardCopyOption[0]);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; take the next name.
            }
        }
    }

    private static void list(Path folder, int depth, List<Found> found, List<Path> closed) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Optional<BasicFileAttributes> attributes = attributes(entry);
                if (attributes.isEmpty() || isPassedOver(entry)) {
                    continue;
                }
                if (attributes.get().isRegularFile()) {
                    found.add(new Found(
                            entry, attributes.get().size(), attributes.get().lastModifiedTime()));
                } else if (attributes.get().isDirectory() && depth < DEEPEST && !(depth == 0 && isOurs(entry))) {
                    try {
                        list(entry, depth + 1, found, closed);
                    } catch (NoSuchFileException e) {
                        LOG.debug("A subfolder went away while it was looked into", e);
                    } catch (IOException e) {
                        LOG.debug("A subfolder of a watched folder cannot be read", e);
                        closed.add(entry);
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path entry) {
        try {
            return Optional.of(Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(Path folder) {
        String name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
        return name.equals(PROCESSED) || name.equals(FAILED);
    }

    private static boolean isPassedOver(Path entry) {
        String name = String.valueOf(entry.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return name.startsWith(".")
                || name.startsWith("~")
                || name.endsWith("~")
                || (name.indexOf('.') >= 0 && STILL_WRITTEN.contains(ending))
                || name.equals("thumbs.db")
                || name.equals("desktop.ini");
    }

    private static String hash(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Lets the last byte through only if the bytes are still those that were hashed before. */
    private static final class Unchanged extends FilterInputStream {
        private final MessageDigest digest = sha256();
        private final String expected;

        Unchanged(InputStream in, String expected) {
            super(in);
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                digest.update(buffer, offset, n);
            } else if (n < 0 && !HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                throw new CutOffException("the file changed while it was read");
            }
            return n;
        }
    }

    private static String key(String place, Found file, String fileSha256) {
        String all = place + "\n" + file.size() + "\n" + file.modified().toMillis() + "\n" + fileSha256;
        return "folder-" + HexFormat.of().formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
