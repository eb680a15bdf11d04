package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chartroom.api.releases.History.Call;
import org.chartroom.api.releases.History.Entry;
import org.chartroom.api.releases.History.Left;
import org.chartroom.api.releases.History.Look;

/**
 * Holds every packet that others got against the account, the approvals and the forms, after the fact. It knows a {@link History} and
 * the law, and nothing of how the desk works; a call whose answer was lost counts for what allows, never for what forbids.
 */
final class LeavingChecker {
    /** What can be wrong with a history. */
    enum Rule {
        /** Bytes left and no entry of the account was there before. */
        NO_ENTRY,
        /** Somebody else got it than the account, or who approved it, says. */
        OTHER_RECIPIENT,
        /** A packet was taken twice, or is in the account twice. */
        TWICE,
        /** Nobody approved these bytes before they left. */
        NOT_APPROVED,
        /** They are no packet that was made for this request. */
        OTHER_BYTES,
        /** What was approved was not the packet any more. */
        APPROVED_CHANGED_BYTES,
        /** Who made it approved it, without saying why nobody else could. */
        NO_SECOND_PERSON,
        /** No form or right allows it. */
        NO_AUTHORITY,
        /** It left after the form was revoked. */
        REVOKED,
        /** It left after it was recalled. */
        RECALLED,
        /** A request went from one state to another that does not follow it. */
        FORBIDDEN_STEP,
        /** An entry of the account is gone or was changed. */
        ENTRY_LOST,
        /** An entry says that something left that nobody handed over. */
        ENTRY_OF_NOTHING,
        /** Something was recalled and the account does not say that it went astray. */
        NO_BREACH_ENTRY
    }

    /** Something that must never be. */
    record Finding(Rule rule, String request, String words) {}

    /** What was under way already when the answer to a revocation came. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private static final Set<String> ON_ITS_WAY =
            Set.of("TRANSMITTING", "DELIVERED", "DELIVERY_FAILED", "DELIVERY_UNKNOWN");
    private static final Set<String> OVER = Set.of("CLOSED", "DENIED", "REJECTED", "CANCELLED", "BREACH_REVIEW");

    private final History history;
    private final List<Finding> findings = new ArrayList<>();

    private LeavingChecker(History history) {
        this.history = history;
    }

    /** All that is wrong with a history; empty when nothing is. */
    static List<Finding> findings(History history) {
        LeavingChecker checker = new LeavingChecker(history);
        history.left().forEach(checker::left);
        checker.twice();
        checker.approvals();
        checker.steps();
        checker.accounts();
        checker.recalls();
        return checker.findings;
    }

    private void found(Rule rule, String request, String words) {
        findings.add(new Finding(rule, request, words));
    }

    private List<Call> calls(String request, Predicate<Call> such) {
        return history.calls().stream()
                .filter(call -> call.request().equals(request))
                .filter(such)
                .sorted(Comparator.comparing(Call::answered))
                .toList();
    }

    /** As the accounts showed them last; each once. */
    private Map<String, Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        history.accounts().stream()
                .sorted(Comparator.comparing(History.Account::asked))
                .forEach(account -> account.entries().forEach(entry -> entries.put(entry.id(), entry)));
        return entries;
    }

    private List<Entry> entries(String request, boolean permitted) {
        return entries().values().stream()
                .filter(entry -> entry.request().equals(request) && entry.permitted() == permitted)
                .toList();
    }

    private void left(Left left) {
        List<Entry> before = entries(left.request(), true).stream()
                .filter(entry -> !entry.at().isAfter(left.ended()))
                .toList();
        if (before.isEmpty()) {
            found(Rule.NO_ENTRY, left.request(), "no entry for " + left);
        } else if (!left.to().isEmpty()
                && before.stream().noneMatch(entry -> isSamePlace(entry.address(), left.to()))) {
            found(Rule.OTHER_RECIPIENT, left.request(), "the account says " + before + " of " + left);
        }
        if (made(left).isEmpty()) {
            found(Rule.OTHER_BYTES, left.request(), "never made: " + left);
        }
        approved(left);
        authority(left);
        takenBack(left, "recall", Rule.RECALLED);
        takenBack(left, "revoke", Rule.REVOKED);
    }

    /** A fax number has the digits that are dialled. */
    private static boolean isSamePlace(String address, String to) {
        return address.equals(to)
                || address.indexOf('@') < 0 && address.replaceAll("\\D", "").equals(to);
    }

    private void approved(Left left) {
        List<Call> approvals = calls(
                left.request(),
                call -> call.step().equals("approve")
                        && call.perhaps()
                        && call.body().path("sha256").asText().equals(left.sha256())
                        && call.asked().isBefore(left.ended()));
        if (approvals.isEmpty()) {
            found(Rule.NOT_APPROVED, left.request(), "nobody approved " + left);
            return;
        }
        if (!left.to().isEmpty()
                && approvals.stream()
                        .noneMatch(approval -> addresses(left.request(), approval.asked()).stream()
                                .anyMatch(address -> isSamePlace(address, left.to())))) {
            found(Rule.OTHER_RECIPIENT, left.request(), "approved for another address: " + left);
        }
        List<Call> makers = made(left);
        boolean second = approvals.stream()
                .anyMatch(
                        approval -> !approval.body().path("exception").asText().isBlank()
                                || makers.stream().anyMatch(maker -> maker.by() != approval.by()));
        if (!makers.isEmpty() && !second) {
            found(Rule.NO_SECOND_PERSON, left.request(), "who made it approved it: " + left);
        }
    }

    /** What made these bytes, or may have: a packet whose answer was lost was seen by who looked afterwards. */
    private List<Call> made(Left left) {
        boolean seen =
                looks(left.request()).stream().anyMatch(look -> look.packet().equals(left.sha256()));
        return calls(
                left.request(),
                call -> call.step().equals("package")
                        && (call.status() == 0
                                ? seen
                                : call.done() && call.packet().equals(left.sha256())));
    }

    /** To what address the request may have been to go at a moment: typed twice alike. */
    private Set<String> addresses(String request, Instant at) {
        Set<String> addresses = new HashSet<>();
        for (Call call : calls(
                request,
                call -> (call.step().equals("create") || call.step().equals("request"))
                        && call.perhaps()
                        && call.asked().isBefore(at)
                        && call.body().has("recipient"))) {
            JsonNode recipient = call.body().path("recipient");
            if (call.done()) {
                addresses.clear();
            }
            if (recipient.path("address").equals(recipient.path("addressAgain"))) {
                addresses.add(recipient.path("address").asText());
            }
        }
        return addresses;
    }

    /** What the request may have stood on at a moment. */
    private List<Call> bases(String request, Instant at) {
        List<Call> bases = new ArrayList<>();
        for (Call call : calls(
                request,
                call -> call.step().equals("authorization")
                        && call.perhaps()
                        && call.asked().isBefore(at))) {
            if (call.done()) {
                bases.clear();
            }
            bases.add(call);
        }
        return bases;
    }

    private void authority(Left left) {
        Call asked = calls(left.request(), call -> call.step().equals("create")).stream()
                .findFirst()
                .orElse(null);
        if (asked == null) {
            found(Rule.NO_AUTHORITY, left.request(), "nobody asked for " + left);
            return;
        }
        boolean own = asked.body().path("type").asText().equals("PATIENT");
        String name = asked.body().at("/recipient/name").asText();
        LocalDate day = LocalDate.ofInstant(left.begun(), ZoneOffset.UTC);
        if (bases(left.request(), left.begun()).stream()
                .noneMatch(basis -> own
                        ? basis.body().path("basis").asText().equals("ACCESS")
                        : isWholeForm(basis.body().path("authorization"), name, day))) {
            found(Rule.NO_AUTHORITY, left.request(), "no right and no form allows " + left);
        }
    }

    /** 45 CFR 164.508(c)(1) and (2). */
    private static boolean isWholeForm(JsonNode form, String recipient, LocalDate day) {
        return Stream.of("description", "discloser", "purpose")
                        .noneMatch(element -> form.path(element).asText().isBlank())
                && form.path("recipient").asText().equals(recipient)
                && !form.at("/signed/by").asText().isBlank()
                && !LocalDate.parse(form.at("/signed/on").asText()).isAfter(day)
                && !LocalDate.parse(form.at("/expires/on").asText()).isBefore(day)
                && Stream.of("saysRevocation", "saysConditioning", "saysRedisclosure")
                        .allMatch(statement -> form.path(statement).asBoolean());
    }

    /** A form that was revoked is good no more; one that was signed after it is another. */
    private void takenBack(Left left, String by, Rule rule) {
        for (Call back : calls(left.request(), call -> call.step().equals(by) && call.done())) {
            String revoked = signed(left.request(), back.asked());
            boolean another =
                    rule == Rule.REVOKED && signed(left.request(), left.begun()).compareTo(revoked) > 0;
            boolean right = rule == Rule.REVOKED
                    && bases(left.request(), left.begun()).stream()
                            .anyMatch(basis -> !basis.body().has("authorization"));
            if (left.begun().isAfter(back.answered().plus(UNDER_WAY)) && !another && !right) {
                found(
                        rule,
                        left.request(),
                        "left after the " + by + " that was answered at " + back.answered() + ": " + left);
            }
        }
    }

    /** The latest day on which the form of that moment may have been signed; empty for none. */
    private String signed(String request, Instant at) {
        return bases(request, at).stream()
                .map(basis -> basis.body().at("/authorization/signed/on").asText())
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    private void twice() {
        Map<String, Set<String>> took = new HashMap<>();
        for (Left left : history.left()) {
            if (left.taken()) {
                took.computeIfAbsent(left.request(), _ -> new TreeSet<>()).add(left.way() + " " + left.link());
            }
        }
        took.forEach((request, links) -> {
            if (links.size() > 1) {
                found(Rule.TWICE, request, "was taken as " + links);
            }
        });
        Map<String, Integer> times = new HashMap<>();
        entries().values().stream()
                .filter(Entry::permitted)
                .forEach(entry -> times.merge(entry.request(), 1, Integer::sum));
        times.forEach((request, entered) -> {
            if (entered > 1) {
                found(Rule.TWICE, request, "is in the account " + entered + " times");
            }
        });
    }

    private void approvals() {
        for (Call approval : history.calls()) {
            if (approval.step().equals("approve") && approval.done()) {
                String packet = looks(approval.request()).stream()
                        .filter(look -> look.at().isBefore(approval.answered()))
                        .map(Look::packet)
                        .reduce("", (_, later) -> later);
                if (!approval.body().path("sha256").asText().equals(packet)) {
                    found(
                            Rule.APPROVED_CHANGED_BYTES,
                            approval.request(),
                            "the packet was " + packet + " when " + approval.body() + " was approved");
                }
            }
        }
    }

    private List<Look> looks(String request) {
        return history.looks().stream()
                .filter(look -> look.request().equals(request))
                .sorted(Comparator.comparing(Look::at))
                .toList();
    }

    private void steps() {
        Map<String, Look> last = new HashMap<>();
        history.looks().stream().sorted(Comparator.comparing(Look::at)).forEach(look -> {
            Look before = last.put(look.request(), look);
            if (before == null ? !look.state().equals("LOGGED") : !follows(before.state(), look.state())) {
                found(
                        Rule.FORBIDDEN_STEP,
                        look.request(),
                        (before == null ? "nothing" : before.state()) + " then " + look.state() + " at " + look.at());
            }
        });
    }

    private static boolean follows(String before, String after) {
        if (before.equals(after)) {
            return true;
        }
        if (OVER.contains(before)) {
            // That it went to the wrong person may be found at any time.
            return before.equals("CLOSED") && after.equals("BREACH_REVIEW");
        }
        if (ON_ITS_WAY.contains(before)) {
            return after.equals("BREACH_REVIEW")
                    || ON_ITS_WAY.contains(after) && !after.equals("TRANSMITTING")
                    || after.equals("CLOSED") && (before.equals("DELIVERED") || before.equals("DELIVERY_FAILED"));
        }
        return ON_ITS_WAY.contains(after)
                ? before.equals("RELEASE_APPROVED")
                : !after.equals("CLOSED") && !after.equals("BREACH_REVIEW");
    }

    private void accounts() {
        Map<String, Map<Entry, Instant>> shown = new HashMap<>();
        history.accounts().stream()
                .sorted(Comparator.comparing(History.Account::asked))
                .forEach(account -> {
                    Map<Entry, Instant> earlier = shown.computeIfAbsent(account.patient(), _ -> new HashMap<>());
                    Set<Entry> now = Set.copyOf(account.entries());
                    earlier.forEach((entry, since) -> {
                        if (!since.isAfter(account.asked()) && !now.contains(entry)) {
                            found(Rule.ENTRY_LOST, entry.request(), entry + " is not there at " + account.asked());
                        }
                    });
                    now.forEach(entry -> earlier.putIfAbsent(entry, account.answered()));
                });
        for (Entry entry : entries().values()) {
            if (entry.permitted()
                    && calls(
                                    entry.request(),
                                    call -> (call.step().equals("deliver")
                                                    || call.step().equals("pickup"))
                                            && call.perhaps())
                            .isEmpty()) {
                found(Rule.ENTRY_OF_NOTHING, entry.request(), "nobody handed over what " + entry + " says");
            }
        }
    }

    private void recalls() {
        Set<String> recalled = new TreeSet<>();
        history.calls().stream()
                .filter(call -> call.step().equals("recall") && call.done())
                .forEach(call -> recalled.add(call.request()));
        for (String request : recalled) {
            if (entries(request, false).isEmpty()) {
                found(Rule.NO_BREACH_ENTRY, request, "was recalled, and the account does not say so");
            }
        }
    }
}
