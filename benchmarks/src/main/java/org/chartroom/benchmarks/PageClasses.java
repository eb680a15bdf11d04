package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What kind of page a file holds: as {@code MANIFEST.tsv} in its folder or the folder above says in the second column beside
 * a path that ends in the file's name, else what its name says before the number, such as {@code fax} of {@code fax-03.tif}.
 */
final class PageClasses {
    private static final String NAME = "MANIFEST.tsv";

    private final Map<String, String> named;

    private PageClasses(Map<String, String> named) {
        this.named = named;
    }

    static PageClasses of(Path folder) throws IOException {
        Map<String, String> named = new HashMap<>();
        Path own = folder.toAbsolutePath().normalize();
        for (Path manifest : List.of(own.resolve(NAME), own.resolveSibling(NAME))) {
            if (Files.isRegularFile(manifest)) {
                for (String line : Files.readAllLines(manifest)) {
                    String[] cells = line.split("\t", 3);
                    if (cells.length > 1) {
                        named.putIfAbsent(Truth.name(Path.of(cells[0])), cells[1]);
                    }
                }
            }
        }
        return new PageClasses(named);
    }

    String of(String file) {
        String said = named.get(file);
        return said != null ? said : file.replaceFirst("[-_]?\\d*\\.[^.]*$", "");
    }
}
