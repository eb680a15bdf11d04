package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.chartroom.api.releases.History.Account;
import org.chartroom.api.releases.History.Call;
import org.chartroom.api.releases.History.Entry;
import org.chartroom.api.releases.History.Left;
import org.chartroom.api.releases.History.Look;
import org.chartroom.api.releases.LeavingChecker.Rule;
import org.chartroom.models.record.Role;

/** Puts one thing that must never be into a history that is clean. */
final class SeededFault {
    private static final String NOBODY = "00".repeat(32);

    private final History clean;
    private final Left left;

    private SeededFault(History clean) {
        this.clean = clean;
        this.left = candidates(clean).findFirst().orElseThrow();
    }

    /** What an attorney got by mail or fax after calls that were all answered: of others less can be said. */
    private static Stream<Left> candidates(History clean) {
        return clean.left().stream()
                .filter(each -> each.taken() && !each.to().isEmpty())
                .filter(each -> clean.calls().stream()
                        .noneMatch(call -> call.request().equals(each.request()) && call.status() == 0))
                .filter(each -> clean.calls().stream()
                        .anyMatch(call -> call.request().equals(each.request())
                                && call.body().path("type").asText().equals("ATTORNEY")));
    }

    /** Whether there is something in a history that all the faults can be put at. */
    static boolean isPossible(History clean) {
        return candidates(clean).findFirst().isPresent();
    }

    /** The same history with one fault. */
    static History of(Rule rule, History clean) {
        return new SeededFault(clean).seeded(rule);
    }

    private History seeded(Rule rule) {
        return switch (rule) {
            case NO_ENTRY -> entries(entry -> !entry.request().equals(left.request()));
            case OTHER_RECIPIENT ->
                left(new Left(
                        left.request(),
                        left.way(),
                        left.link(),
                        "somebody@else.example",
                        left.sha256(),
                        true,
                        left.begun(),
                        left.ended()));
            case TWICE -> {
                List<Left> twice = new ArrayList<>(clean.left());
                twice.add(new Left(
                        left.request(),
                        left.way(),
                        "once more",
                        left.to(),
                        left.sha256(),
                        true,
                        left.begun(),
                        left.ended().plusSeconds(60)));
                yield new History(clean.calls(), clean.looks(), clean.accounts(), twice);
            }
            case NOT_APPROVED -> without(is("approve"));
            case OTHER_BYTES ->
                left(new Left(
                        left.request(), left.way(), left.link(), left.to(), NOBODY, true, left.begun(), left.ended()));
            case APPROVED_CHANGED_BYTES -> {
                List<Look> looks = clean.looks().stream()
                        .map(look -> look.request().equals(left.request())
                                ? new Look(look.request(), look.at(), look.state(), NOBODY)
                                : look)
                        .toList();
                yield new History(clean.calls(), looks, clean.accounts(), clean.left());
            }
            case NO_SECOND_PERSON ->
                calls(call -> is("approve").or(is("package")).test(call)
                        ? by(Role.RECORDS_CLERK, with(call, body -> body.put("exception", "")))
                        : call);
            case NO_AUTHORITY ->
                calls(call -> is("authorization").test(call)
                        ? with(call, body -> {
                            body.put("basis", "AUTHORIZATION");
                            body.putObject("authorization").put("purpose", "");
                            return body;
                        })
                        : call);
            case REVOKED -> before("revoke");
            case RECALLED -> before("recall");
            case FORBIDDEN_STEP -> {
                List<Look> looks = new ArrayList<>(clean.looks());
                Look last = looks.stream()
                        .filter(look -> look.request().equals(left.request()))
                        .max(Comparator.comparing(Look::at))
                        .orElseThrow();
                looks.add(new Look(last.request(), last.at().plusSeconds(1), "RELEASE_APPROVED", last.packet()));
                yield new History(clean.calls(), looks, clean.accounts(), clean.left());
            }
            case ENTRY_LOST -> {
                List<Account> accounts = new ArrayList<>(clean.accounts());
                Account shown = accounts.stream()
                        .filter(account -> account.entries().stream()
                                .anyMatch(entry -> entry.request().equals(left.request())))
                        .max(Comparator.comparing(Account::answered))
                        .orElseThrow();
                Instant later = shown.answered().plusSeconds(1);
                accounts.add(new Account(shown.patient(), later, later, List.of()));
                yield new History(clean.calls(), clean.looks(), accounts, clean.left());
            }
            case ENTRY_OF_NOTHING -> without(is("deliver").or(is("pickup")));
            case NO_BREACH_ENTRY -> {
                History recalled = before("recall");
                yield new History(
                        recalled.calls(),
                        recalled.looks(),
                        clean.accounts().stream()
                                .map(account -> new Account(
                                        account.patient(),
                                        account.asked(),
                                        account.answered(),
                                        account.entries().stream()
                                                .filter(Entry::permitted)
                                                .toList()))
                                .toList(),
                        recalled.left());
            }
        };
    }

    private static Predicate<Call> is(String step) {
        return call -> call.step().equals(step);
    }

    private History left(Left changed) {
        return new History(
                clean.calls(),
                clean.looks(),
                clean.accounts(),
                clean.left().stream()
                        .map(each -> each.equals(left) ? changed : each)
                        .toList());
    }

    private History entries(Predicate<Entry> kept) {
        return new History(
                clean.calls(),
                clean.looks(),
                clean.accounts().stream()
                        .map(account -> new Account(
                                account.patient(),
                                account.asked(),
                                account.answered(),
                                account.entries().stream().filter(kept).toList()))
                        .toList(),
                clean.left());
    }

    private History without(Predicate<Call> calls) {
        return new History(
                clean.calls().stream()
                        .filter(call -> !(call.request().equals(left.request()) && calls.test(call)))
                        .toList(),
                clean.looks(),
                clean.accounts(),
                clean.left());
    }

    private History calls(UnaryOperator<Call> change) {
        return new History(
                clean.calls().stream()
                        .map(call -> call.request().equals(left.request()) ? change.apply(call) : call)
                        .toList(),
                clean.looks(),
                clean.accounts(),
                clean.left());
    }

    /** Half a minute before it left, and after whatever form it left under was entered. */
    private History before(String step) {
        List<Call> calls = new ArrayList<>();
        for (Call call : clean.calls()) {
            boolean earlier =
                    call.request().equals(left.request()) && call.answered().isBefore(left.begun());
            calls.add(
                    earlier
                            ? new Call(
                                    call.request(),
                                    call.step(),
                                    call.by(),
                                    call.body(),
                                    call.asked().minusSeconds(60),
                                    call.answered().minusSeconds(60),
                                    call.status(),
                                    call.packet())
                            : call);
        }
        Instant at = left.begun().minusSeconds(30);
        calls.add(new Call(
                left.request(),
                step,
                Role.RECORDS_CLERK,
                clean.calls().getFirst().body(),
                at,
                at.plusMillis(5),
                200,
                ""));
        List<Look> looks = clean.looks().stream()
                .map(look -> look.request().equals(left.request()) && look.at().isBefore(left.begun())
                        ? new Look(look.request(), look.at().minusSeconds(60), look.state(), look.packet())
                        : look)
                .toList();
        return new History(calls, looks, clean.accounts(), clean.left());
    }

    private static Call with(Call call, UnaryOperator<ObjectNode> change) {
        return new Call(
                call.request(),
                call.step(),
                call.by(),
                change.apply(call.body().deepCopy()),
                call.asked(),
                call.answered(),
                call.status(),
                call.packet());
    }

    private static Call by(Role role, Call call) {
        return new Call(
                call.request(),
                call.step(),
                role,
                call.body(),
                call.asked(),
                call.answered(),
                call.status(),
                call.packet());
    }
}
