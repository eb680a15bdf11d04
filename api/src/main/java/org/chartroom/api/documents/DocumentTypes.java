package org.chartroom.api.documents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chartroom.models.record.DocumentType;

/** The types of documents the office files under: LOINC codes with the names people use. */
public final class DocumentTypes {
    private final List<DocumentType> types;

    private DocumentTypes(List<DocumentType> types) {
        this.types = types;
    }

    /** The list that ships: a line a type, code and name separated by a tab. */
    public static DocumentTypes shipped() {
        try (InputStream in = Objects.requireNonNull(
                        DocumentTypes.class.getResourceAsStream("document-types.tsv"), "document-types.tsv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new DocumentTypes(reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new DocumentType(parts[0].strip(), parts[1].strip()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of document types that ships cannot be read", e);
        }
    }

    /** All of them, in the order of the list. */
    public List<DocumentType> all() {
        return types;
    }

    /** The type that is called so, without regard to case. */
    public Optional<DocumentType> named(String display) {
        return types.stream()
                .filter(type -> type.display().equalsIgnoreCase(display.strip()))
                .findFirst();
    }
}
