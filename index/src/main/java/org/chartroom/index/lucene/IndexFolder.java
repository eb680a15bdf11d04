package org.chartroom.index.lucene;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an index: generations of the index in numbered folders, and a file that says which one is live. A folder
 * with a higher number than the live one is a rebuild that is not finished; one with a lower number is left over.
 */
final class IndexFolder {
    private static final Pattern GENERATION = Pattern.compile("generation-(\\d{1,9})");
    private static final String CURRENT = "current";
    private static final String DAMAGED = "damaged";

    private final Path root;

    IndexFolder(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    Path root() {
        return root;
    }

    Path generation(int number) {
        return root.resolve(String.format(Locale.ROOT, "generation-%06d", number));
    }

    /** The live generation's number; empty when there is none. A pointer that cannot be read is none. */
    Optional<Integer> current() throws IOException {
        try {
            Matcher name =
                    GENERATION.matcher(Files.readString(root.resolve(CURRENT)).strip());
            return name.matches() ? Optional.of(Integer.parseInt(name.group(1))) : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Makes this generation the live one, durably, at once. */
    void makeCurrent(int number) throws IOException {
        Path fresh = root.resolve(CURRENT + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(StandardCharsets.UTF_8.encode(generation(number).getFileName() + "\n"));
            file.force(true);
        }
        Files.move(fresh, root.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    /** Numbers of the generations that are there, rising. */
    List<Integer> generations() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> GENERATION.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    void remove(int number) throws IOException {
        delete(generation(number));
    }

    /** Moves a generation out of the way; only the last one set aside is kept. @return where it is now */
    Path setAside(int number) throws IOException {
        Path damaged = root.resolve(DAMAGED);
        delete(damaged);
        Files.move(generation(number), damaged, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        return damaged;
    }

    /** Removes what was set aside. */
    void removeSetAside() throws IOException {
        delete(root.resolve(DAMAGED));
    }

    /** Bytes of all files of a generation. */
    long size(int number) throws IOException {
        long[] bytes = new long[1];
        try (Stream<Path> files = Files.list(generation(number))) {
            files.forEach(file -> bytes[0] += file.toFile().length());
        } catch (NoSuchFileException gone) {
            return 0;
        }
        return bytes[0];
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(root, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (java.nio.file.AccessDeniedException windowsDoesNotSyncFolders) {
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
