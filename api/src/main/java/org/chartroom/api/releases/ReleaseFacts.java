package org.chartroom.api.releases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.FeeState;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.RejectionCode;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.DeskStep;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Standing;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.DueDates;

/** What letters about a request are drafted from. */
final class ReleaseFacts {
    private ReleaseFacts() {}

    static Map<String, String> of(
            Records records,
            ReleaseRequest request,
            Letter.Kind kind,
            ReleaseLetters.LetterWrite wanted,
            Surroundings now) {
        Map<String, String> facts = new HashMap<>();
        facts.put("request", request.id().value());
        facts.put(
                "received",
                LocalDate.ofInstant(request.receipt().at(), now.zone()).toString());
        facts.put("due", DueDates.due(request, now.book(), now.zone()).toString());
        request.patient()
                .flatMap(each -> records.patients().find(each))
                .ifPresent(patient -> facts.put("patient", patient.name().display()));
        facts.put("reason", Given.line(wanted.reason()));
        facts.put("contact", Given.line(wanted.contact()));
        facts.put("pages", Integer.toString(request.going().size()));
        facts.put("withheld", withheld(request));
        if (wanted.until() != null) {
            facts.put("until", wanted.until().toString());
        }
        if (wanted.code() != null) {
            facts.put("code", wanted.code().name());
            facts.put("basis", DenialWords.basis(wanted.code()));
        } else {
            request.aside().ifPresent(aside -> aside(aside, facts));
        }
        String holder = Given.line(wanted.knownHolder());
        facts.put(
                "holder",
                holder.isEmpty()
                        ? "We do not know who has them."
                        : "As far as we know they are held by " + holder + ".");
        facts.put("knownHolder", holder);
        if (kind == Letter.Kind.CORRECTION) {
            facts.put("defects", defects(request, now));
        }
        if (kind == Letter.Kind.INVOICE) {
            facts.put("lines", lines(request.fees()));
            facts.put("total", FeesStep.money(request.fees().total()));
        }
        if (kind == Letter.Kind.BREACH) {
            breach(records, request, now, facts);
        }
        return facts;
    }

    private static void aside(Aside aside, Map<String, String> facts) {
        facts.computeIfPresent("reason", (_, said) -> said.isEmpty() ? aside.words() : said);
        facts.put("decidedBy", aside.by().value());
        if (aside.kind() == Aside.Kind.DENIED) {
            facts.put("code", aside.code());
            facts.put("basis", DenialWords.basis(DenialCode.valueOf(aside.code())));
        } else if (aside.kind() == Aside.Kind.REJECTED) {
            facts.put("basis", DenialWords.rejection(RejectionCode.valueOf(aside.code())));
        }
    }

    private static String withheld(ReleaseRequest request) {
        int stay = request.pages().size() - request.going().size();
        return stay == 1 ? "1 page" : stay + " pages";
    }

    /** What the form lacks, point by point, each with where the law asks for it. */
    private static String defects(ReleaseRequest request, Surroundings now) {
        List<String> lines = new ArrayList<>();
        for (Standing.Item item : ReleaseDesk.standing(request, now).items()) {
            if (item.step() == DeskStep.BASIS || item.step() == DeskStep.FORMS) {
                for (Reason reason : item.reasons()) {
                    lines.add("- " + reason.words() + " (" + reason.rule().citation() + ")");
                }
            }
        }
        return lines.isEmpty() ? "[what the form lacks]" : String.join("\n", lines);
    }

    private static String lines(FeeState fees) {
        List<String> lines = new ArrayList<>();
        for (FeeLine line : fees.lines()) {
            lines.add(line.words() + ": " + line.count() + " x " + FeesStep.money(line.centsEach()) + " = "
                    + FeesStep.money(line.cents()));
        }
        return lines.isEmpty() ? "Nothing is charged." : String.join("\n", lines);
    }

    private static void breach(Records records, ReleaseRequest request, Surroundings now, Map<String, String> facts) {
        records.releases().breach(request.id()).ifPresent(known -> {
            facts.put(
                    "discovered",
                    LocalDate.ofInstant(known.discovered(), now.zone()).toString());
            known.assessment().ifPresent(each -> {
                facts.put("extent", each.extent());
                facts.put("mitigation", each.mitigation());
            });
        });
        request.handover()
                .ifPresent(handed -> facts.put(
                        "happened", LocalDate.ofInstant(handed.at(), now.zone()).toString()));
    }
}
