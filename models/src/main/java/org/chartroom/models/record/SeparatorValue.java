package org.chartroom.models.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a separator sheet says of the documents after it. Barcodes write it as parts with a semicolon between them, in any
 * order and case: {@code SEP:label}, {@code MRN:number} or {@code PATIENT:number}, {@code TYPE:code}; or just
 * {@code PATCHT}. Code 39 has no colon; a slash stands for it.
 *
 * <p>Patient and type are only proposals: a sheet left over from another batch must not file anything.
 *
 * @param label of the batch; {@code PATCHT} for a plain sheet; empty when the sheet only says patient or type
 * @param mrn record number of the patient
 * @param type code of the documents' type
 */
public record SeparatorValue(String label, Optional<String> mrn, Optional<String> type) {
    private static final String PLAIN_LABEL = "PATCHT";

    /** What a plain sheet says. */
    public static final SeparatorValue PLAIN = new SeparatorValue(PLAIN_LABEL, Optional.empty(), Optional.empty());

    /** Reads a barcode; empty when it is none of a separator sheet. */
    public static Optional<SeparatorValue> ofBarcode(String barcode) {
        SeparatorValue read = new SeparatorValue("", Optional.empty(), Optional.empty());
        for (String part : parts(barcode)) {
            Optional<SeparatorValue> next = ofPart(part);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            read = read.and(next.get());
        }
        return read.text().isEmpty() ? Optional.empty() : Optional.of(read);
    }

    /** Reads what {@link #text()} wrote; what is not understood is label. */
    public static SeparatorValue of(String text) {
        SeparatorValue read = new SeparatorValue("", Optional.empty(), Optional.empty());
        for (String part : parts(text)) {
            read = read.and(ofPart(part).orElseGet(() -> labelled(part)));
        }
        return read;
    }

    /** As it stands in the page ledger: the label, then patient and type where there are any. */
    public String text() {
        List<String> parts = new ArrayList<>();
        if (!label.isEmpty()) {
            parts.add(label);
        }
        mrn.ifPresent(number -> parts.add("MRN:" + number));
        type.ifPresent(code -> parts.add("TYPE:" + code));
        return String.join(";", parts);
    }

    /** Both together, as of two barcodes on one sheet; where they differ, this one counts. */
    public SeparatorValue and(SeparatorValue other) {
        boolean otherLabel = label.isEmpty() || label.equals(PLAIN_LABEL) && !other.label.isEmpty();
        return new SeparatorValue(otherLabel ? other.label : label, mrn.or(() -> other.mrn), type.or(() -> other.type));
    }

    private static List<String> parts(String text) {
        return text.strip()
                .lines()
                .flatMap(line -> List.of(line.split(";")).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Optional<SeparatorValue> ofPart(String part) {
        if (part.equalsIgnoreCase(PLAIN_LABEL)) {
            return Optional.of(PLAIN);
        }
        int colon = part.indexOf(':') < 0 ? part.indexOf('/') : part.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String value = part.substring(colon + 1).strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (part.substring(0, colon).strip().toUpperCase(Locale.ROOT)) {
            case "SEP" -> Optional.of(labelled(value));
            case "MRN", "PATIENT" -> Optional.of(new SeparatorValue("", Optional.of(value), Optional.empty()));
            case "TYPE" -> Optional.of(new SeparatorValue("", Optional.empty(), Optional.of(value)));
            default -> Optional.empty();
        };
    }

    private static SeparatorValue labelled(String label) {
        return new SeparatorValue(label, Optional.empty(), Optional.empty());
    }
}
