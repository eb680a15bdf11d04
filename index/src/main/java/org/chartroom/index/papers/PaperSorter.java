package org.chartroom.index.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.papers.Sheet.Numbered;

/**
 * Sorts a stack of pages as somebody at a desk does: where does a paper end, what is it, whose is it, and may it go into the chart
 * without a person. Safe for use by many threads.
 */
public final class PaperSorter {
    private final PatientFinder finder;
    private final PaperTypes types;

    public PaperSorter(PatientFinder finder, PaperTypes types) {
        this.finder = finder;
        this.types = types;
    }

    /**
     * The papers of a stack, which together have all of its pages.
     *
     * @param stack pages in order; those without words belong to the paper before them
     * @param today dates on papers lie before it
     */
    public List<Paper> sort(List<PageLayout> stack, LocalDate today) {
        List<Paper> papers = new ArrayList<>();
        List<Sheet> paper = new ArrayList<>();
        List<Double> seams = new ArrayList<>();
        List<Optional<Numbered>> calls = new ArrayList<>();
        double edge = Double.MAX_VALUE;
        for (int page = 1; page <= stack.size(); page++) {
            Sheet next = Sheet.of(stack.get(page - 1), types, today);
            calls.add(next.ofCall());
            double seam = paper.isEmpty() ? 0 : PageBreaks.before(paper, next);
            if (seam > 0) {
                papers.add(paper(page - paper.size(), paper, seams, Math.min(edge, seam), today));
                paper = new ArrayList<>();
                seams = new ArrayList<>();
                edge = seam;
            } else if (!paper.isEmpty()) {
                seams.add(seam);
            }
            paper.add(next);
        }
        if (!paper.isEmpty()) {
            papers.add(paper(stack.size() - paper.size() + 1, paper, seams, edge, today));
        }
        List<Paper> together = IntStream.range(0, papers.size())
                .mapToObj(place -> withNeighbours(papers, place))
                .toList();
        return isOneCall(calls) ? boundByCall(together) : together;
    }

    /** Whether these are the pages of one fax call in their order, all of them; on some the machine's line may be unreadable. */
    private static boolean isOneCall(List<Optional<Numbered>> pages) {
        int read = 0;
        for (int i = 0; i < pages.size(); i++) {
            if (pages.get(i).isPresent()) {
                read++;
                if (!pages.get(i).get().equals(new Numbered(i + 1, pages.size()))) {
                    return false;
                }
            }
        }
        return 2 * read > pages.size();
    }

    /** A call that is of one patient from the first page to the last binds its pages that name nobody, as their numbers would. */
    private static List<Paper> boundByCall(List<Paper> papers) {
        List<Candidate> proven = new ArrayList<>();
        for (Paper paper : papers) {
            Optional<Candidate> patient = paper.verdict().provenButForLoosePages();
            if (patient.isEmpty() && !isSilentCover(paper)) {
                return papers;
            }
            patient.ifPresent(proven::add);
        }
        boolean ofOne = proven.stream().map(Candidate::patient).distinct().count() == 1;
        return ofOne
                ? papers.stream()
                        .map(paper -> paper.with(
                                isSilentCover(paper)
                                        ? new Verdict.FileByItself(proven.getFirst(), proven.subList(0, 1))
                                        : paper.verdict().boundByCall()))
                        .toList()
                : papers;
    }

    private static boolean isSilentCover(Paper paper) {
        return paper.isCover()
                && paper.says().facts().names().isEmpty()
                && paper.verdict().candidates().isEmpty();
    }

    /** What lies beside a paper in its stack says something of it: the cover sheet belongs to the fax, and so does what follows. */
    private static Paper withNeighbours(List<Paper> papers, int place) {
        Paper paper = papers.get(place);
        Verdict verdict = paper.verdict();
        boolean cover = place == 0 && paper.isCover();
        for (int beside : new int[] {place - 1, place + 1}) {
            boolean there = beside >= 0 && beside < papers.size();
            if (verdict instanceof Verdict.AskPerson ask
                    && there
                    && papers.get(beside).verdict() instanceof Verdict.FileByItself filed) {
                verdict = cover ? ask.coverOf(filed.patient()) : ask.beside(filed.patient());
            }
        }
        return paper.with(verdict);
    }

    /** All pages as one paper, which a person has put together. */
    public Paper one(List<PageLayout> pages, LocalDate today) {
        List<Sheet> sheets =
                pages.stream().map(page -> Sheet.of(page, types, today)).toList();
        List<Double> seams = new ArrayList<>();
        for (int i = 1; i < sheets.size(); i++) {
            seams.add(PageBreaks.before(sheets.subList(0, i), sheets.get(i)));
        }
        return paper(1, sheets, seams, Double.MAX_VALUE, today);
    }

    private Paper paper(int first, List<Sheet> sheets, List<Double> seams, double edge, LocalDate today) {
        List<PageLayout> pages = sheets.stream().map(Sheet::layout).toList();
        PageSays says = PageSays.of(pages, today);
        Verdict verdict = finder.decide(says);
        boolean contradictory = says.several();
        for (int i = 0; i < sheets.size(); i++) {
            for (Sheet other : sheets.subList(0, i)) {
                contradictory |= other.says().contradicts(sheets.get(i).says());
            }
        }
        if (contradictory) {
            verdict = new Verdict.Stop(verdict.candidates(), with(verdict, Concern.SEVERAL_PATIENTS));
        } else if (verdict instanceof Verdict.FileByItself file && loosePage(sheets, file.patient())) {
            verdict = new Verdict.AskPerson(verdict.candidates(), Set.of(Concern.LOOSE_PAGE));
        }
        double inner = seams.stream().mapToDouble(seam -> -seam).min().orElse(Double.MAX_VALUE);
        Optional<TypeGuess> type = types.guess(pages);
        return new Paper(first, first + sheets.size() - 1, type, says, verdict, Math.min(edge, inner));
    }

    private static Set<Concern> with(Verdict verdict, Concern concern) {
        EnumSet<Concern> concerns = EnumSet.of(concern);
        switch (verdict) {
            case Verdict.FileByItself _ -> {}
            case Verdict.AskPerson ask -> concerns.addAll(ask.concerns());
            case Verdict.Stop stop -> concerns.addAll(stop.concerns());
        }
        return concerns;
    }

    /** Whether it begins on its first page, with a title or a greeting, ends on its last as papers end, and nowhere between, in one print. */
    private static boolean isWhole(List<Sheet> sheets) {
        List<Sheet> later = sheets.subList(1, sheets.size());
        List<Sheet> earlier = sheets.subList(0, sheets.size() - 1);
        return begins(sheets.getFirst())
                && sheets.getLast().ends()
                && later.stream()
                        .noneMatch(sheet -> begins(sheet) || sheet.letterhead() || !sheet.samePrint(sheets.getFirst()))
                && earlier.stream().noneMatch(Sheet::ends);
    }

    private static boolean begins(Sheet sheet) {
        return sheet.opens() || !sheet.titles().isEmpty();
    }

    /** A page that names nobody, and does not say itself that it belongs to one that does. */
    private static boolean loosePage(List<Sheet> sheets, Candidate patient) {
        if (sheets.size() == 1 || isWhole(sheets)) {
            return false;
        }
        for (int i = 0; i < sheets.size(); i++) {
            int before = Math.max(0, i - 1);
            Sheet sheet = sheets.get(i);
            boolean names = sheet.namesSomebody() || sheet.says().bears(patient);
            if (!names && !PageBreaks.bound(sheets.get(before), sheets.get(before + 1))) {
                return true;
            }
        }
        return false;
    }
}
