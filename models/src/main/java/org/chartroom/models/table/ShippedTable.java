package org.chartroom.models.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the data files that ship beside a class, in UTF-8: a row a line; empty lines and those that begin with {@code #} are remarks. */
public final class ShippedTable {
    private ShippedTable() {}

    /**
     * The rows as they are written.
     *
     * @param beside the class whose package the file is in
     * @param name of the file
     * @throws IllegalStateException when it is missing from the program
     */
    public static List<String> lines(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        name + ", which " + beside.getName() + " reads, is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " cannot be read", failure);
        }
    }

    /**
     * The rows in cells, which are parted by tabs and may be empty.
     *
     * @param beside the class whose package the file is in
     * @param name of the file
     * @throws IllegalStateException when it is missing from the program
     */
    public static List<List<String>> rows(Class<?> beside, String name) {
        return lines(beside, name).stream()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
