package org.chartroom.api.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.Facility;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.UserId;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which charts are offered as one person's, in an office of some hundred others. */
class SimilarPatientsTest {
    private static final FacilityId HERE = new FacilityId("main-street");
    private static final List<String> FAMILIES =
            List.of("Amber", "Birch", "Cobb", "Dunmore", "Elder", "Fenwick", "Garrow", "Holt", "Ingram", "Jessop");
    private static final List<String> GIVENS =
            List.of("Arthur", "Bella", "Conrad", "Daphne", "Edwin", "Flora", "Gideon", "Hester", "Ivor", "Judith");

    @TempDir
    static Path folder;

    static JdbiRecordStore store;
    static PatientDirectory directory;

    @BeforeAll
    static void open() {
        store = JdbiRecordStore.open(SqliteConfig.in(folder), Clock.systemUTC());
        store.write(records -> {
            records.facilities().add(new Facility(HERE, "Main Street"));
            for (int i = 0; i < 300; i++) {
                records.patients()
                        .add(patient(
                                "o" + i,
                                FAMILIES.get(i % 10),
                                GIVENS.get(i / 10 % 10),
                                LocalDate.of(1930, 2, 2).plusDays(i * 97L),
                                "555-" + (2000 + i),
                                i + " Hill Road"));
            }
            return true;
        });
        directory = new PatientDirectory(
                store, HERE, ZoneOffset.UTC, RandomGeneratorFactory.getDefault().create(20260302));
        directory.keepUp();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static Patient patient(
            String id, String family, String given, LocalDate born, String phone, String address) {
        String[] parts = family.split(" ", 2);
        return new Patient(
                new PatientId(id),
                HERE,
                "MR" + id,
                new PersonName(parts[0], given, "", parts.length > 1 ? parts[1] : ""),
                born,
                Sex.UNKNOWN,
                phone,
                address,
                Optional.empty(),
                false,
                1);
    }

    private static Patient kept(Patient patient) {
        Patient kept = store.write(records -> {
            records.patients().add(patient);
            return records.patients().find(patient.id()).orElseThrow();
        });
        directory.put(kept);
        return kept;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            the same twice              | Quill, Jane, 1950-03-14, 555-9001, 1 Elm St   | Quill, Jane, 1950-03-14, 555-9001, 1 Elm Street | yes
            married and moved           | Rowe, Jane, 1951-03-14, 555-9002, 2 Elm St    | Sandoval, Jane, 1951-03-14, 555-9002, 8 Oak St  | yes
            one digit of the birth date | Tull, Jane, 1952-03-14, 555-9003, 3 Elm St    | Tull, Jane, 1952-03-15, 555-9003, 3 Elm St      | yes
            family and given swapped    | Usher, Martha, 1953-03-14, 555-9004, 4 Elm St | Martha, Usher, 1953-03-14, 555-9004, 4 Elm St   | yes
            a short form of the name    | Voss, William, 1954-03-14, 555-9005, 5 Elm St | Voss, Bill, 1954-03-14, "", 5 Elm St            | yes
            twins                       | Wynn, Ada, 1955-03-14, 555-9006, 6 Elm St     | Wynn, Ruth, 1955-03-14, 555-9006, 6 Elm St      | no
            father and son              | Yates Sr, Paul, 1930-03-14, 555-9007, 7 Elm St | Yates Jr, Paul, 1956-09-02, 555-9007, 7 Elm St | no
            Jr and Sr, one birth date   | Zorn Sr, Paul, 1957-03-14, 555-9008, 9 Elm St | Zorn Jr, Paul, 1957-03-14, 555-9008, 9 Elm St   | no
            namesakes                   | Abbot, Lena, 1958-03-14, 555-9009, 10 Elm St  | Abbot, Lena, 1983-11-02, 555-9010, 77 Oak St    | no
            newborns without a name     | Nash, Baby, 2026-03-01, 555-9011, 11 Elm St   | Nesbit, Baby, 2026-03-01, 555-9012, 12 Elm St   | no
            days nobody knew            | Moss, Lena, 1960-01-01, 555-9013, 13 Elm St   | Moss, Leo, 1960-01-01, 555-9014, 14 Elm St      | no
            """)
    void whoIsOfferedAsTheSamePerson(String what, String one, String other, String offered) {
        Patient first = kept(of("a" + what.hashCode(), one));
        Patient second = of("b" + what.hashCode(), other);
        assertThat(directory.similar(second).stream()
                        .anyMatch(candidate -> candidate.patient().equals(first.id())))
                .as(what)
                .isEqualTo(offered.strip().equals("yes"));
    }

    private static Patient of(String id, String said) {
        String[] parts = said.split(",");
        return patient(
                id.replace('-', '_'),
                parts[0].strip(),
                parts[1].strip(),
                LocalDate.parse(parts[2].strip()),
                parts[3].strip().replace("\"", ""),
                parts[4].strip());
    }

    @Test
    void thePairsAreKeptAsAWorkListAndWhatWasDecidedIsNotOfferedAgain() {
        Patient one = kept(patient("dup1", "Overton", "Celia", LocalDate.of(1970, 5, 5), "555-9101", "1 Low Road"));
        Patient other = kept(patient("dup2", "Overton", "Celia", LocalDate.of(1970, 5, 5), "555-9101", "1 Low Road"));
        DuplicateSearch search = new DuplicateSearch(store, directory, ids(), Clock.systemUTC());
        search.keepUp();
        DuplicatePair pair = store.<Optional<DuplicatePair>>read(
                        records -> records.duplicates().between(one.id(), other.id()))
                .orElseThrow();
        assertThat(pair.state()).isEqualTo(DuplicatePair.State.OPEN);
        assertThat(pair.agreement()).containsEntry("birthDate", "SAME").doesNotContainKey("mrn");

        store.write(records -> records.duplicates()
                .decide(
                        pair.in(DuplicatePair.State.NOT_SAME),
                        new Provenance(
                                Instant.parse("2026-03-02T12:00:00Z"),
                                new Actor(new UserId("clerk"), "Clerk", Role.RECORDS_CLERK, ""),
                                "")));
        new DuplicateSearch(store, directory, ids(), Clock.systemUTC()).keepUp();
        assertThat(store.<Optional<DuplicatePair>>read(
                                records -> records.duplicates().between(one.id(), other.id()))
                        .map(DuplicatePair::state))
                .contains(DuplicatePair.State.NOT_SAME);
    }

    private static java.util.function.Supplier<String> ids() {
        List<Integer> given = new ArrayList<>();
        long start = System.nanoTime();
        return () -> {
            given.add(1);
            return "id" + start + "x" + given.size();
        };
    }

    @Test
    void aChartThatBecamePartOfAnotherIsFoundAsTheOtherByItsOldNumber() {
        Patient survivor = kept(patient("s1", "Penrose", "Ida", LocalDate.of(1971, 5, 5), "555-9201", "1 High Road"));
        Patient merged = kept(patient("s2", "Larkin", "Ida", LocalDate.of(1971, 5, 5), "555-9202", "2 High Road"));
        store.write(records -> records.patientMerges()
                .merge(
                        "m1",
                        survivor.id(),
                        merged.id(),
                        new Provenance(
                                Instant.parse("2026-03-02T12:00:00Z"),
                                new Actor(new UserId("clerk"), "Clerk", Role.RECORDS_CLERK, ""),
                                "")));
        directory.refresh(merged.id());
        directory.refresh(survivor.id());

        Patient asked = patient("s3", "Larkin", "Ida", LocalDate.of(1971, 5, 5), "555-9202", "2 High Road");
        assertThat(directory.similar(asked))
                .extracting(candidate -> candidate.patient())
                .containsExactly(survivor.id());
        PatientDirectory restarted = new PatientDirectory(
                store, HERE, ZoneOffset.UTC, RandomGeneratorFactory.getDefault().create(1));
        restarted.keepUp();
        assertThat(restarted.similar(asked))
                .extracting(candidate -> candidate.patient())
                .containsExactly(survivor.id());
        assertThat(restarted.versions()).doesNotContainKey(merged.id());
    }
}
