package org.chartroom.models.record;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.blob.Blob;

/**
 * A paper form as an administrator marked it up: by what is printed on it a page is known as one of its kind, and where on it
 * stands what.
 *
 * @param name unique among those of the facility that are in use, compared without case
 * @param formId what the form is called in its own print, such as {@code MFM-101 Rev 2/26}; empty where it has none
 * @param type of documents that are such forms; empty where that differs
 * @param widthInches of the page
 * @param heightInches of the page
 * @param image the reference page, blank or filled in; empty where only its words are kept
 * @param words all that stands on the reference page
 * @param retired whether no page is read by it any more
 * @param version from 1, counts its changes; every version is kept
 */
public record FormTemplate(
        FormTemplateId id,
        FacilityId facility,
        String name,
        String formId,
        Optional<DocumentType> type,
        double widthInches,
        double heightInches,
        Optional<Blob> image,
        List<FormWord> words,
        List<FormZone> zones,
        boolean retired,
        UserId changedBy,
        Instant changedAt,
        int version) {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_ZONES = 200;
    private static final int MOST_WORDS = 5_000;
    private static final double LONGEST_SIDE = 60;

    public FormTemplate {
        name = name.strip();
        formId = formId.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || formId.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "the name of a form has 1 to " + LONGEST_NAME + " characters, its form id at most as many");
        }
        if (!(widthInches > 0 && heightInches > 0 && widthInches <= LONGEST_SIDE && heightInches <= LONGEST_SIDE)) {
            throw new IllegalArgumentException("a page is up to " + LONGEST_SIDE + " inches wide and high");
        }
        words = List.copyOf(words);
        zones = List.copyOf(zones);
        if (zones.size() > MOST_ZONES || words.size() > MOST_WORDS) {
            throw new IllegalArgumentException(
                    "a form has at most " + MOST_ZONES + " zones and " + MOST_WORDS + " words");
        }
        Set<String> names = new HashSet<>();
        for (FormZone zone : zones) {
            if (!names.add(zone.name())) {
                throw new IllegalArgumentException("two zones are called '" + zone.name() + "'");
            }
        }
    }

    /** What is printed on every form of this kind: the words outside all zones. */
    public List<FormWord> printed() {
        return words.stream()
                .filter(word -> zones.stream().noneMatch(zone -> zone.area().holds(word.area())))
                .toList();
    }
}
