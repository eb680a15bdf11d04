package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a folder and, where there are any, their true texts. */
final class Truth {
    private Truth() {}

    /** Every file directly in a folder that is no true text and not hidden, by name. */
    static List<Path> files(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .toList();
        }
        List<Path> files = all.stream()
                .filter(file -> !name(file).endsWith(".gt.txt") && !isTruthOfOne(file, all))
                .toList();
        if (files.isEmpty()) {
            throw new IOException("there are no files in " + folder);
        }
        return files;
    }

    /** {@code NAME.gt.txt} beside the file, or {@code truth/NAME.txt} in its folder or beside that; with or without ending. */
    static Optional<String> of(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return Optional.empty();
        }
        String full = name(file);
        String stem = stem(full);
        for (Path candidate : List.of(
                folder.resolve(full + ".gt.txt"),
                folder.resolve(stem + ".gt.txt"),
                folder.resolve("truth").resolve(full + ".txt"),
                folder.resolve("truth").resolve(stem + ".txt"),
                folder.resolveSibling("truth").resolve(stem + ".txt"),
                folder.resolve(stem + ".txt"))) {
            if (!candidate.equals(file.toAbsolutePath()) && Files.isRegularFile(candidate)) {
                return Optional.of(Files.readString(candidate));
            }
        }
        return Optional.empty();
    }

    /** {@code letter.txt} beside {@code letter.opus} is what was said, not one more recording. */
    private static boolean isTruthOfOne(Path file, List<Path> all) {
        return name(file).endsWith(".txt")
                && all.stream()
                        .anyMatch(other -> !name(other).endsWith(".txt")
                                && stem(name(other)).equals(stem(name(file))));
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
