package org.chartroom.api.documents;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.table.ShippedTable;

/** The types of documents the office files under: LOINC codes with the names people use. */
public final class DocumentTypes {
    private final List<DocumentType> types;

    private DocumentTypes(List<DocumentType> types) {
        this.types = types;
    }

    /** The list that ships: a line a type, code and name separated by a tab. */
    public static DocumentTypes shipped() {
        return new DocumentTypes(ShippedTable.rows(DocumentTypes.class, "document-types.tsv").stream()
                .map(cells ->
                        new DocumentType(cells.getFirst().strip(), cells.get(1).strip()))
                .toList());
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
