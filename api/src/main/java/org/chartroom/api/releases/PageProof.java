package org.chartroom.api.releases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.patients.DocumentLayouts;
import org.chartroom.api.patients.PatientDirectory;
import org.chartroom.index.PageTexts;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Alike;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.PageIdentity.Light;
import org.chartroom.models.release.PageRef;

/**
 * Whose every page proves to be: two identifiers of the patient, or one on a page stapled to such a page. Another patient's birth date
 * or record number stops it, whatever the name says; what proves nothing, or cannot be read, is for a person.
 */
final class PageProof {
    private static final int NEEDED = 2;
    private static final List<String> SINGLE = List.of("birthDate", "mrn", "phone", "address", "memberId");

    private final PageTexts texts;

    PageProof(PageTexts texts) {
        this.texts = texts;
    }

    /** A page as one patient's side of it sees it. */
    private record Looked(PageSays says, Optional<Candidate> compared, boolean blank) {}

    /** The pages with what was found; what somebody looked at stays looked at while the machine finds the same. */
    List<PageChoice> check(List<PageChoice> pages, Patient patient, List<Patient> parts, LocalDate today) {
        PersonFacts known = PatientDirectory.facts(patient, parts);
        PatientFinder one = new PatientFinder();
        one.put(patient.id(), known);
        Optional<Candidate> self = one.find(known, 1).stream().findFirst();
        PageSays own = PageSays.of(List.of(PageLayout.of(spoken(patient))), today);

        Map<PageRef, Light> lights = new HashMap<>();
        Map<PageRef, String> words = new HashMap<>();
        Map<DocumentId, Integer> proven = new HashMap<>();
        Map<PageRef, Looked> looked = new HashMap<>();
        for (PageChoice page : pages) {
            PageRef ref = page.facts().ref();
            PageLayout layout = texts.find(ref.document(), ref.page())
                    .map(DocumentLayouts::layout)
                    .orElseGet(() -> PageLayout.of(""));
            PageSays says = PageSays.of(List.of(layout), today);
            Looked look = new Looked(
                    says,
                    one.find(says.facts(), 1).stream().findFirst(),
                    layout.rows().isEmpty());
            looked.put(ref, look);
            Light light = light(look, own);
            lights.put(ref, light);
            words.put(ref, words(look, light));
            if (light == Light.GREEN) {
                proven.putIfAbsent(ref.document(), ref.page());
            }
        }
        List<PageChoice> checked = new ArrayList<>();
        for (PageChoice page : pages) {
            PageRef ref = page.facts().ref();
            Light light = lights.getOrDefault(ref, Light.AMBER);
            String said = words.getOrDefault(ref, "");
            Looked look = looked.get(ref);
            boolean bound = light == Light.AMBER
                    && proven.containsKey(ref.document())
                    && look != null
                    && !look.says().several()
                    && self.filter(look.says()::bears).isPresent();
            if (bound) {
                light = Light.GREEN;
                said = "Bears one identifier, and belongs to the paper whose page " + proven.get(ref.document())
                        + " bears two.";
            }
            Light found = light;
            Optional<PageIdentity.Seen> seen =
                    page.identity().filter(before -> before.light() == found).flatMap(PageIdentity::seen);
            checked.add(page.identified(new PageIdentity(found, said, seen)));
        }
        return checked;
    }

    private static Light light(Looked look, PageSays own) {
        if (look.blank()) {
            return Light.AMBER;
        }
        Map<String, Alike> agreement = agreement(look);
        boolean other = agreement.get("birthDate") == Alike.DIFFERENT || agreement.get("mrn") == Alike.DIFFERENT;
        if (other || look.compared().isEmpty() && look.says().contradicts(own)) {
            return Light.RED;
        }
        if (look.says().several()) {
            return proofs(agreement) > 0 ? Light.AMBER : Light.RED;
        }
        return proofs(agreement) >= NEEDED ? Light.GREEN : Light.AMBER;
    }

    private static String words(Looked look, Light light) {
        return switch (light) {
            case GREEN -> "Bears two identifiers of the patient.";
            case RED -> "Bears another patient's name, birth date or record number.";
            case AMBER -> {
                if (look.blank()) {
                    yield "Nothing could be read on the page.";
                }
                yield look.says().several()
                        ? "More than one patient seems to be named."
                        : "Bears fewer than two identifiers of the patient.";
            }
        };
    }

    private static Map<String, Alike> agreement(Looked look) {
        return look.compared().map(Candidate::agreement).orElse(Map.of());
    }

    private static long proofs(Map<String, Alike> agreement) {
        boolean name = agreement.get("family") == Alike.SAME && agreement.get("given") == Alike.SAME;
        return (name ? 1 : 0)
                + SINGLE.stream()
                        .filter(thing -> agreement.get(thing) == Alike.SAME)
                        .count();
    }

    /** The patient's own side, as a page would say it. */
    private static String spoken(Patient patient) {
        return "Patient: " + patient.name().display() + "\nDOB: " + patient.birthDate() + "\nMRN: " + patient.mrn();
    }
}
