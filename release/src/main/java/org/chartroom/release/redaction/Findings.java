package org.chartroom.release.redaction;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the twelve checks of a packet found. Safe for use by many threads. */
final class Findings {
    /** The twelve. */
    enum What {
        V1("No text extractor finds what was painted over"),
        V2("It is in no bytes, packed or unpacked, in no way of writing"),
        V3("The file is one state, without earlier ones"),
        V4("It holds only kinds of objects that a packet has"),
        V5("Every pixel under a box is black"),
        V6("Reading the pages does not find it"),
        V7("Pictures are as large as their pages"),
        V8("It has no metadata but its maker and date"),
        V9("Nothing lies in it that nothing leads to"),
        V10("Every page is the one that was made"),
        V11("These checks find what is planted for them"),
        V12("This report is of these bytes and repeats nothing");

        private final String title;

        What(String title) {
            this.title = title;
        }
    }

    /** @param page from 1; 0 for the file */
    private record Find(int page, String words) {}

    private final Map<What, Find> found = new EnumMap<>(What.class);

    /** Of the file. */
    void add(What what, String words) {
        add(what, 0, words);
    }

    /** Of a page. What is found of the first page is told, whoever found it first. */
    synchronized void add(What what, int page, String words) {
        found.merge(what, new Find(page, words), (before, now) -> now.page() < before.page() ? now : before);
    }

    /** That the checks did not come to their end: all of them count as found. */
    void all(String words) {
        for (What what : What.values()) {
            add(what, Integer.MAX_VALUE, words);
        }
    }

    /** What it says is written here, but for page numbers: a term that is one of these words is no secret told. */
    synchronized ProofReport report(String sha256, Terms terms) {
        boolean repeats = found.values().stream().map(Find::words).anyMatch(terms::in);
        if (sha256.isEmpty() || repeats) {
            add(What.V12, "The report would repeat a term, or is of no file.");
        }
        List<ProofReport.Check> checks = new ArrayList<>();
        for (What what : What.values()) {
            Find find = found.get(what);
            checks.add(new ProofReport.Check(what.name(), what.title, find == null ? "" : find.words()));
        }
        return new ProofReport(sha256, checks);
    }
}
