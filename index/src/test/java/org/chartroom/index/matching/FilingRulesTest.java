package org.chartroom.index.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule pairs, by an office with the people that are hard to tell apart. */
final class FilingRulesTest {
    private final PatientFinder finder = new PatientFinder();

    @BeforeEach
    void anOffice() {
        patient("MR100 | Underhill, Eleanor May | 1998-08-06 | F | 555-555-0142 | 3 Mill Lane | W100");
        patient("MR101 | Underhill, Edwin | 1960-02-11 | M | 555-555-0142 | 3 Mill Lane | W101");
        patient("MR200 | Castellano, Ana | 2015-03-09 | F | 555-555-0150 | 14 Orchard Road | W200");
        patient("MR201 | Castellano, Eva | 2015-03-09 | F | 555-555-0150 | 14 Orchard Road | W201");
        patient("MR300 | Whitfield Sr, Robert James | 1941-05-20 | M | 555-555-0161 | 9 Hill Street | W300");
        patient("MR301 | Whitfield Jr, Robert James | 1968-05-20 | M | 555-555-0162 | 9 Hill Street | W301");
        patient("MR400 | Smith, John | 1970-07-04 | M | 555-555-0170 | 1 First Street | W400");
        patient("MR401 | Smith, John | 1970-07-04 | M | 555-555-0171 | 88 Second Avenue | W401");
        patient("MR500 | Okonkwo, Blessing | 1985-12-30 | F | 555-555-0180 | 5 Pine Court | W500");
        patient("MR600 | Lindqvist, Emmanuel | 1952-02-17 | M | 555-555-0111 | 7 Lake Drive | W600 | 2024-01-05");
        patient("MR700 | Garcia Lopez, Maria | 1979-11-21 | F | 555-555-0190 | 6 River Road | W700");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                // rule 1
                "MR100 | Underhill, Eleanor | 1998-08-06; FILE MR100",
                "mr-100 | UNDERHILL, ELEANOR | 1998-08-06; FILE MR100",
                "MR100 | Underhil, Elanor | 1998-08-06; FILE MR100",
                "MR100 | Petrov, Igor | 1998-08-06; ASK OVERLAY",
                "MR700 | Garcia, Maria | 1979-11-21; FILE MR700",
                // rule 2
                "MR100 | Underhill, Eleanor | 1998-08-16; ASK BIRTH_DATE_SLIP",
                "MR100 | Underhill, Eleanor | 1998-06-08; ASK BIRTH_DATE_SLIP",
                "MR100 | Underhill, Eleanor | 1977-01-30; ASK BIRTH_DATE_DIFFERS",
                "MR100 | Underhill, Eleanor | ; ASK ONE_ITEM",
                "MR100 | Underhill, Eleanor | | F; ASK ONE_ITEM",
                "MR100 | Underhill, Eleanor | | F | 555-555-0142; FILE MR100",
                "MR100 | Underhill, Eleanor | | | | 3 Mill Lane; FILE MR100",
                "MR100 | Underhil, Eleanor | | | | 3 Mill Lane; ASK ONE_ITEM",
                "MR100 | Underhill, Eleanor Ruth | | | | 3 Mill Lane; ASK ONE_ITEM",
                // rule 3
                "| Okonkwo, Blessing | 1985-12-30 | F; FILE MR500",
                "| Okonkwo, Blessing | 1985-12-30 | | (555) 555-0180; FILE MR500",
                "| Okonkwo, Blessing | 1985-12-30 | | | 5 Pine Ct; FILE MR500",
                "| Okonkwo, Blessing | 1985-12-30 | | | | W500; FILE MR500",
                "| Okonkwo, Blessing | 1985-12-30 | | | 5 Pine Court Springfield; FILE MR500",
                "| Okonkwo, Blessing | 1985-12-30 | | | 6 Pine Court; ASK THIRD_ITEM",
                "| Okonkwo, Blessing | 1985-12-30; ASK THIRD_ITEM",
                // rule 4
                "| Smith, John | 1970-07-04 | M | 555-555-0170 | 1 First St; ASK NOT_UNIQUE",
                "| Smith, John | 1970-07-04 | M; ASK NOT_UNIQUE CLOSE_CALL",
                "MR400 | Smith, John | 1970-07-04 | M | 555-555-0170; FILE MR400",
                // rules 5 to 7
                "| Okonkwa, Blessing | 1985-12-30 | F; ASK NAME_MISSPELT",
                "| Blessing, Okonkwo | 1985-12-30 | F; ASK NAMES_SWAPPED",
                "| Underhill, Ellie | 1998-08-06 | F | 555-555-0142 | 3 Mill Ln; ASK NICKNAME",
                "| Underhill, E | 1998-08-06 | F | 555-555-0142; ASK NICKNAME",
                // rule 9
                "| Underhill, Eleanor Ruth | 1998-08-06 | F; ASK MIDDLE_NAME",
                "| Underhill, Eleanor M | 1998-08-06 | F; FILE MR100",
                // rule 10
                "| Underhill, Frederica | 2001-04-03 | F | | 3 Mill Lane; ASK *",
                // rule 11
                "| Castellano, Ana | 2015-03-09 | F | 555-555-0150; STOP TWIN",
                "| Castellano, Mia | 2015-03-09 | F | | 14 Orchard Rd; STOP TWIN",
                "| Castellano, Mia | 2015-03-09 | F | | 14 Orchard Rd Springfield; STOP TWIN",
                "MR201 | Castellano, Eva | 2015-03-09 | F; FILE MR201",
                "MR201 | Castellano, Ana | 2015-03-09 | F; STOP *",
                // rule 12
                "MR301 | Whitfield Sr, Robert | 1968-05-20 | M; STOP GENERATION",
                "| Whitfield Jr, Robert | 1941-05-20 | M; STOP GENERATION",
                "MR301 | Whitfield Jr, Robert | 1968-05-20 | M; FILE MR301",
                // rule 13
                "MR500 | Okonkwo, Blessing | 1985-01-01; ASK ONE_ITEM",
                "MR500 | Test, Baby | 1985-12-30; ASK *",
                "| Unknown, Unknown | 1900-01-01; ASK NO_NAME",
                // rule 14
                "MR600 | Lindqvist, Emmanuel | 1952-02-17 | M | | | | 2026-03-16; ASK DECEASED",
                "MR600 | Lindqvist, Emmanuel | 1952-02-17 | M | | | | 2023-12-01; FILE MR600",
                // rule 15
                "| Okonkwo, Blessing | 1985-12-30 | M | 555-555-0180; ASK SEX",
                // rule 16
                "MR101 | Okonkwo, Blessing | 1985-12-30 | F | 555-555-0180 | 5 Pine Court | W500; STOP OTHER_CHART",
                "MR500 MR101 | Okonkwo, Blessing | 1985-12-30; STOP TWO_NUMBERS",
                "MR500 | Okonkwo, Blessing | 1985-12-30 | F | | | W200; STOP SEVERAL_PATIENTS",
                "MR500 | Okonkwo, Blessing | 1985-12-30 | F | | | W999; FILE MR500",
                "MR100 | Underhill, Eleanor | 1998-08-06 | F | | | W101; FILE MR100",
                // nobody
                "| | | | 555-555-0180; ASK NO_NAME",
                "| Zwetschkenbaum, Otto | 1933-03-03; ASK NOBODY_KNOWN",
                "MR999 | Okonkwo, Blessing | 1985-12-30; ASK THIRD_ITEM",
            })
    void aPageIsFiledByItselfOnlyWhereTheRulesAllowIt(String said, String outcome) {
        Verdict verdict = finder.decide(facts(said));
        String found = switch (verdict) {
            case Verdict.FileByItself file -> "FILE " + file.patient().patient().value();
            case Verdict.AskPerson ask -> "ASK " + words(ask.concerns(), outcome);
            case Verdict.Stop stop -> "STOP " + words(stop.concerns(), outcome);
        };
        assertThat(found).isEqualTo(outcome);
    }

    /** The concerns, or a star where only the kind of outcome was asked for. */
    private static String words(Set<Concern> concerns, String asked) {
        assertThat(concerns).isNotEmpty();
        return asked.endsWith("*")
                ? "*"
                : concerns.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    private void patient(String line) {
        PersonFacts facts = facts(line);
        finder.put(new PatientId(facts.recordNumbers().iterator().next()), facts);
    }

    /** numbers | Family, Given Middle | born | sex | phone | address | member number | service or death date. */
    private static PersonFacts facts(String line) {
        String[] parts = Arrays.copyOf(
                Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new), 8);
        List<PersonName> names =
                said(parts[1]).map(FilingRulesTest::name).stream().toList();
        Optional<LocalDate> date = said(parts[7]).map(LocalDate::parse);
        return new PersonFacts(
                names,
                said(parts[2]).map(LocalDate::parse),
                said(parts[3]).map(sex -> sex.equals("F") ? Sex.FEMALE : Sex.MALE),
                said(parts[0]).map(numbers -> Set.of(numbers.split(" "))).orElse(Set.of()),
                said(parts[4]).map(Set::of).orElse(Set.of()),
                said(parts[5]).map(Set::of).orElse(Set.of()),
                said(parts[6]).map(Set::of).orElse(Set.of()),
                date,
                date);
    }

    private static Optional<String> said(String part) {
        return Optional.ofNullable(part).filter(words -> !words.isEmpty());
    }

    private static PersonName name(String written) {
        String[] parts = written.split(", ");
        String[] given = parts.length > 1 ? parts[1].split(" ", 2) : new String[] {""};
        return new PersonName(parts[0], given[0], given.length > 1 ? given[1] : "");
    }
}
