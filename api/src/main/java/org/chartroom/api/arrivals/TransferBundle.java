package org.chartroom.api.arrivals;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What another practice says of the chart that it sends: a FHIR R4 Bundle with one Patient, and a DocumentReference with a file in the
 * same archive for every document.
 *
 * @param from who sends it; empty where it does not say
 * @param family name of the patient
 * @param given first of the given names; may be empty
 * @param items the documents
 * @param leftOut titles of what is no PDF, such as recordings
 */
record TransferBundle(
        String from, String family, String given, LocalDate born, List<Item> items, List<String> leftOut) {
    private static final String LOINC = "http://loinc.org";
    private static final int LONGEST = 200;

    TransferBundle {
        items = List.copyOf(items);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One document.
     *
     * @param file where it lies in the archive
     * @param type its LOINC code
     * @param sha1 of the file, in Base64, where it says
     */
    record Item(String file, String title, Optional<String> type, Optional<String> sha1) {}

    /** It is not what is taken in as a transfer; says why, for a person. */
    static final class NoTransferException extends IOException {
        private static final long serialVersionUID = 1L;

        NoTransferException(String why) {
            super(why);
        }
    }

    static TransferBundle read(ObjectMapper json, byte[] bytes) throws NoTransferException {
        JsonNode bundle;
        try {
            bundle = json.readTree(bytes);
        } catch (JacksonException e) {
            throw new NoTransferException("its bundle.json is no JSON");
        } catch (IOException e) {
            throw new NoTransferException("its bundle.json cannot be read");
        }
        if (bundle == null || !bundle.path("resourceType").asText().equals("Bundle")) {
            throw new NoTransferException("its bundle.json is no FHIR Bundle");
        }
        List<JsonNode> patients = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        String from = "";
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            switch (resource.path("resourceType").asText()) {
                case "Patient" -> patients.add(resource);
                case "DocumentReference" -> {
                    JsonNode attachment = resource.at("/content/0/attachment");
                    if (attachment.path("contentType").asText().equals("application/pdf")) {
                        items.add(item(resource, attachment));
                    } else {
                        leftOut.add(title(resource, attachment));
                    }
                    from = from.isEmpty()
                            ? line(resource.at("/custodian/display").asText())
                            : from;
                }
                default -> {
                    // Other resources are data of the sender's; what is filed here are documents.
                }
            }
        }
        if (patients.size() != 1) {
            throw new NoTransferException("its bundle names " + patients.size() + " patients; a transfer is of one");
        }
        if (items.isEmpty()) {
            throw new NoTransferException("its bundle lists no documents");
        }
        JsonNode patient = patients.getFirst();
        return new TransferBundle(
                from,
                line(patient.at("/name/0/family").asText()),
                line(patient.at("/name/0/given/0").asText()),
                born(patient),
                items,
                leftOut);
    }

    private static LocalDate born(JsonNode patient) throws NoTransferException {
        try {
            return LocalDate.parse(patient.path("birthDate").asText());
        } catch (DateTimeParseException e) {
            throw new NoTransferException("its patient has no whole birth date");
        }
    }

    private static String title(JsonNode reference, JsonNode attachment) {
        String title = line(
                attachment.path("title").asText(reference.path("description").asText()));
        return title.isEmpty() ? "Document" : title;
    }

    private static Item item(JsonNode reference, JsonNode attachment) throws NoTransferException {
        String file = attachment.path("url").asText();
        if (file.isEmpty()) {
            throw new NoTransferException("one of its documents is not in the archive");
        }
        Optional<String> type = Optional.empty();
        for (JsonNode coding : reference.at("/type/coding")) {
            if (type.isEmpty() && coding.path("system").asText().equals(LOINC)) {
                type = Optional.of(line(coding.path("code").asText())).filter(code -> !code.isEmpty());
            }
        }
        return new Item(
                file,
                title(reference, attachment),
                type,
                Optional.of(attachment.path("hash").asText()).filter(hash -> !hash.isEmpty()));
    }

    private static String line(String text) {
        String one = text.replaceAll("\\s+", " ").strip();
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST);
    }
}
