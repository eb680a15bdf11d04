package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.text.Box;

/**
 * Whom the pages of a document say they are about, by what stands behind, beside or below the usual labels: {@code Patient:},
 * {@code RE:}, {@code DOB}, {@code MRN} and their like. What is said of others, such as the insured, the emergency contact or the
 * sender, is left out.
 *
 * @param facts of the patient; of several things of one kind, a birth date for example, none when they differ
 * @param evidence where each stands
 * @param several whether more than one patient seems to be named: two birth dates, or two record numbers
 * @param unlabelled what stands there with or without a label; it confirms a patient to whom the facts have led
 */
public record PageSays(PersonFacts facts, List<Evidence> evidence, boolean several, Unlabelled unlabelled) {
    /** What a page says. */
    public enum Thing {
        /** The whole name. */
        NAME,
        /** Date of birth. */
        BIRTH_DATE,
        /** Medical record number. */
        RECORD_NUMBER,
        /** Number at a payer. */
        MEMBER_ID,
        /** Administrative sex. */
        SEX,
        /** Telephone number. */
        PHONE,
        /** Where the patient lives. */
        ADDRESS,
        /** The day the page is about. */
        SERVICE_DATE
    }

    /**
     * Where something stands.
     *
     * @param thing what it is
     * @param page from 1
     * @param text as it stands there, without its label
     * @param place of the text on the page's image, px; empty where only the text is known
     */
    public record Evidence(Thing thing, int page, String text, Optional<Box> place) {}

    public PageSays {
        evidence = List.copyOf(evidence);
    }

    /**
     * What these pages say.
     *
     * @param pages in order, as they were read
     * @param today birth dates and service dates lie before it
     */
    public static PageSays of(List<PageLayout> pages, LocalDate today) {
        Gathered gathered = new Gathered(today);
        for (int page = 1; page <= pages.size(); page++) {
            new LabelledValues(page, pages.get(page - 1), gathered).read();
        }
        return gathered.all(Unlabelled.of(pages, today));
    }

    /** Whether a patient's whole name, birth date or record number stands on these pages, labelled or not. */
    public boolean bears(Candidate patient) {
        return unlabelled.bears(patient.known());
    }

    /** Whether a name of these pages and one of the others are the same. */
    public boolean sameNameAs(PageSays other) {
        return Likeness.SHARED.sameName(facts, other.facts());
    }

    /**
     * Whether these pages and the others cannot be of the same patient: birth dates, record numbers or names that no slip of a reader
     * explains, and nothing that agrees.
     */
    public boolean contradicts(PageSays other) {
        return Likeness.SHARED.contradict(facts, other.facts());
    }
}
