package org.chartroom.api.releases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;

/**
 * A request for records as a FHIR R4 <a href="https://hl7.org/fhir/R4/task.html">Task</a> says it. What it cannot understand of what
 * narrows the request is refused, never left out: a request must not grow on its way in.
 *
 * @param identifier system and value by which whoever asks tells it from others, with a bar between them
 * @param patient whose records, as given; a person finds the chart
 */
record AskedByTask(
        String identifier,
        RequesterType type,
        String requester,
        String patient,
        Recipient recipient,
        Scope scope,
        String purpose) {
    /** Of the codes that say what an input is. */
    static final String INPUTS = "urn:chartroom:release-input";

    private static final int LONGEST = 500;
    private static final int LONGEST_IDENTIFIER = 300;

    /** @throws ProblemException when it is no Task, or lacks what a request needs */
    static AskedByTask read(ObjectMapper json, byte[] bytes) {
        JsonNode task;
        try {
            task = json.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The body is no JSON. No request was logged.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (task == null || !task.path("resourceType").asText().equals("Task")) {
            throw ProblemException.badRequest("Send a FHIR R4 Task. No request was logged.");
        }
        if (!task.path("status").asText().equals("requested")) {
            throw ProblemException.badRequest(
                    "Task.status of a new request is 'requested': how far it is, the office says. No request was logged.");
        }
        return new AskedByTask(
                identifier(task),
                type(task),
                needed(text(task.at("/requester/display")), "Task.requester.display, who asks"),
                needed(patient(task), "Task.for, whose records"),
                new Recipient(
                        input(task, "recipient")
                                .map(each -> text(each.path("valueString")))
                                .orElse(""),
                        input(task, "recipient-address")
                                .map(each -> text(each.path("valueString")))
                                .orElse(""),
                        false),
                scope(task),
                purpose(task));
    }

    private static String identifier(JsonNode task) {
        JsonNode first = task.at("/identifier/0");
        String value = needed(text(first.path("value")), "Task.identifier, by which the same request is known again");
        String both = text(first.path("system")) + "|" + value;
        if (both.length() > LONGEST_IDENTIFIER) {
            throw ProblemException.badRequest(
                    "Task.identifier has " + LONGEST_IDENTIFIER + " characters at most. No request was logged.");
        }
        return both;
    }

    private static RequesterType type(JsonNode task) {
        String code = input(task, "requester-type")
                .map(each -> text(each.path("valueCode")))
                .orElse("");
        return Arrays.stream(RequesterType.values())
                .filter(each -> each.name().equals(code.replace('-', '_').toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("Task.input 'requester-type' says who asks: one of "
                        + Arrays.stream(RequesterType.values())
                                .map(each ->
                                        each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))
                        + ". No request was logged."));
    }

    /** The patient as given: a contained resource, or what the reference says. */
    private static String patient(JsonNode task) {
        JsonNode whose = task.path("for");
        List<String> parts = new ArrayList<>();
        parts.add(text(whose.path("display")));
        String value = text(whose.at("/identifier/value"));
        parts.add(value.isEmpty() ? "" : "record number " + value);
        String reference = text(whose.path("reference"));
        if (reference.startsWith("#")) {
            for (JsonNode each : task.path("contained")) {
                if (each.path("resourceType").asText().equals("Patient")
                        && ("#" + each.path("id").asText()).equals(reference)) {
                    String given = StreamSupport.stream(each.at("/name/0/given").spliterator(), false)
                            .map(AskedByTask::text)
                            .collect(Collectors.joining(" "));
                    parts.add((given + " " + text(each.at("/name/0/family"))).strip());
                    String born = text(each.path("birthDate"));
                    parts.add(born.isEmpty() ? "" : "born " + born);
                    String number = text(each.at("/identifier/0/value"));
                    parts.add(number.isEmpty() ? "" : "record number " + number);
                }
            }
        } else {
            parts.add(reference);
        }
        return parts.stream().filter(part -> !part.isEmpty()).distinct().collect(Collectors.joining(", "));
    }

    private static Scope scope(JsonNode task) {
        Set<String> types = new TreeSet<>();
        for (JsonNode each : task.path("input")) {
            if (is(each, "document-type")) {
                types.add(needed(text(each.at("/valueCoding/code")), "a code in each Task.input 'document-type'"));
            }
        }
        Optional<JsonNode> period = input(task, "period").map(each -> each.path("valuePeriod"));
        try {
            return new Scope(
                    period.flatMap(each -> day(each.path("start"))),
                    period.flatMap(each -> day(each.path("end"))),
                    types,
                    Set.of());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "The days of Task.input 'period': " + e.getMessage() + ". No request was logged.");
        }
    }

    private static Optional<LocalDate> day(JsonNode node) {
        String text = text(node);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(
                    "A day of Task.input 'period' is no whole date such as 2026-07-01. No request was logged.");
        }
    }

    private static String purpose(JsonNode task) {
        String reason = text(task.at("/reasonCode/text"));
        return reason.isEmpty() ? text(task.path("description")) : reason;
    }

    private static Optional<JsonNode> input(JsonNode task, String code) {
        return StreamSupport.stream(task.path("input").spliterator(), false)
                .filter(each -> is(each, code))
                .findFirst();
    }

    private static boolean is(JsonNode input, String code) {
        return StreamSupport.stream(input.at("/type/coding").spliterator(), false)
                .anyMatch(coding -> coding.path("system").asText().equals(INPUTS)
                        && coding.path("code").asText().equals(code));
    }

    private static String needed(String text, String what) {
        if (text.isEmpty()) {
            throw ProblemException.badRequest("The Task lacks " + what + ". No request was logged.");
        }
        return text;
    }

    private static String text(JsonNode node) {
        String one = node.asText("").replaceAll("\\s+", " ").strip();
        if (one.length() > LONGEST) {
            throw ProblemException.badRequest(
                    "A text of the Task is longer than " + LONGEST + " characters. No request was logged.");
        }
        return one;
    }

    /** What a person reads of it: the paper that the request rests on. */
    String paper() {
        List<String> lines = new ArrayList<>();
        lines.add("Request for records, by FHIR Task " + identifier);
        lines.add("Who asks: " + requester + " ("
                + type.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
        lines.add("Whose records, as given: " + patient);
        lines.add("Days: "
                + (scope.from().isEmpty() && scope.to().isEmpty()
                        ? "all"
                        : scope.from().map(LocalDate::toString).orElse("") + " to "
                                + scope.to().map(LocalDate::toString).orElse("")));
        lines.add("Types: "
                + (scope.types().isEmpty()
                        ? "all"
                        : scope.types().stream().sorted().collect(Collectors.joining(", "))));
        lines.add("To: " + recipient.name() + (recipient.address().isEmpty() ? "" : ", " + recipient.address()));
        lines.add("Purpose: " + purpose);
        return String.join("\n", lines) + "\n";
    }
}
