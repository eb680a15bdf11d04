package org.chartroom.benchmarks.filing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.chartroom.index.matching.Visit;
import org.chartroom.models.record.PersonName;

/**
 * Stacks of papers as they arrive: scanned one after the other without separator sheets, or faxed together, with the line that the
 * fax machine prints over each page. Of some scanned stacks a page lies in the wrong place. Three of a hundred papers are about somebody who is no patient.
 */
final class Stacks {
    private static final double STRANGERS = 0.03;
    private static final double FAXED = 0.4;
    private static final double COVERED = 0.5;
    /** So many stacks are the records of one patient, sent or pulled together. */
    private static final double OF_ONE_PATIENT = 0.3;

    /** In so many scanned stacks a page lies behind another paper than its own. */
    private static final double MISPLACED = 0.05;

    private static final int MOST_PAPERS = 7;

    private final Script script;
    private final Office office;
    private final Slips slips;
    private final Typesetter typesetter;
    private final Random chance;
    /** Each as often as it is common. */
    private final List<String> types;

    Stacks(Script script, Office office, Random chance) {
        this.script = script;
        this.office = office;
        this.slips = new Slips(script.half(), office, chance);
        this.typesetter = new Typesetter(script, chance);
        this.chance = chance;
        this.types = script.types().stream()
                .flatMap(type -> Collections.nCopies(Shares.of(type).weight(), type).stream())
                .toList();
    }

    /** A paper of any type but a cover sheet. */
    MadePaper paper() {
        return paper(types.get(chance.nextInt(types.size())));
    }

    private MadePaper paper(String type) {
        boolean stranger = chance.nextDouble() < STRANGERS;
        int place = stranger ? -1 : chance.nextInt(office.patients().size());
        return about(
                type, place, stranger ? office.stranger() : office.patients().get(place));
    }

    private MadePaper about(String type, int place, Somebody person) {
        List<Visit> visits = place < 0 ? List.of() : office.visits(place);
        boolean ofVisit =
                !visits.isEmpty() && chance.nextDouble() < Shares.of(type).visit();
        Somebody said = slips.of(person);
        if (ofVisit) {
            Visit visit = visits.get(chance.nextInt(visits.size()));
            PersonName seen = visit.clinician();
            return typesetter.paper(
                    type, place, said, visit.day(), Optional.of(seen.given() + " " + seen.family() + ", MD"));
        }
        LocalDate day = Office.TODAY.minusDays(chance.nextInt(Office.DAYS));
        return typesetter.paper(type, place, said, day, Optional.empty());
    }

    List<MadePaper> stack() {
        boolean faxed = chance.nextDouble() < FAXED;
        int count = 1 + chance.nextInt(faxed ? 3 : MOST_PAPERS);
        List<MadePaper> papers = new ArrayList<>();
        papers.add(paper());
        boolean ofOne = papers.getFirst().patient() >= 0 && chance.nextDouble() < OF_ONE_PATIENT;
        while (papers.size() < count) {
            papers.add(
                    ofOne
                            ? about(
                                    types.get(chance.nextInt(types.size())),
                                    papers.getFirst().patient(),
                                    office.patients().get(papers.getFirst().patient()))
                            : paper());
        }
        if (!faxed) {
            return chance.nextDouble() < MISPLACED ? withMisplacedPage(papers) : papers;
        }
        if (chance.nextDouble() < COVERED) {
            MadePaper first = papers.getFirst();
            Somebody person =
                    first.patient() < 0 ? office.stranger() : office.patients().get(first.patient());
            papers.addFirst(about("CR-COVER", first.patient(), person));
        }
        return withFaxLines(papers);
    }

    /** The last page of one paper behind another one. */
    private List<MadePaper> withMisplacedPage(List<MadePaper> papers) {
        int from = chance.nextInt(papers.size());
        int behind = chance.nextInt(papers.size());
        MadePaper whole = papers.get(from);
        int last = whole.pages().size() - 1;
        if (last == 0 || from == behind) {
            return papers;
        }
        List<MadePaper> misplaced = new ArrayList<>(papers);
        misplaced.set(
                from, new MadePaper(whole.type(), whole.patient(), whole.pages().subList(0, last)));
        misplaced.add(
                behind + 1,
                new MadePaper(whole.type(), whole.patient(), whole.pages().subList(last, last + 1)));
        return misplaced;
    }

    private List<MadePaper> withFaxLines(List<MadePaper> papers) {
        int all = papers.stream().mapToInt(paper -> paper.pages().size()).sum();
        String sender = script.half() == Half.BUILT
                ? String.format(
                        Locale.ROOT,
                        "%02d/%02d/2026 %02d:%02d  FROM: 555%07d",
                        1 + chance.nextInt(5),
                        1 + chance.nextInt(28),
                        chance.nextInt(24),
                        chance.nextInt(60),
                        chance.nextInt(10_000_000))
                : String.format(
                        Locale.ROOT,
                        "%s Fax (555) 555-%04d   May %d 2026 %02d:%02d",
                        script.any("facilities", chance),
                        chance.nextInt(10_000),
                        1 + chance.nextInt(28),
                        chance.nextInt(24),
                        chance.nextInt(60));
        List<MadePaper> faxed = new ArrayList<>();
        int number = 0;
        for (MadePaper paper : papers) {
            List<List<Printed>> pages = new ArrayList<>();
            for (List<Printed> page : paper.pages()) {
                number++;
                List<Printed> lined = new ArrayList<>(page);
                String count = script.half() == Half.BUILT
                        ? String.format(Locale.ROOT, "P.%d/%d", number, all)
                        : String.format(Locale.ROOT, "P%03d/%03d", number, all);
                lined.addFirst(new Printed(40, 16, 8, sender + "   " + count));
                pages.add(lined);
            }
            faxed.add(new MadePaper(paper.type(), paper.patient(), pages));
        }
        return faxed;
    }
}
