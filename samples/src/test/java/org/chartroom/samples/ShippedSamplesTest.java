package org.chartroom.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What ships in {@code samples/office} is whole, small enough for git, and is what the generator would make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedSamplesTest {
    private final Path samples = Path.of(System.getProperty("chartroom.root"), "samples", "office");
    private JsonNode manifest;

    @BeforeAll
    void readManifest() throws IOException {
        manifest = new ObjectMapper().readTree(samples.resolve("manifest.json").toFile());
    }

    @Test
    void everyFileOfTheManifestIsThereAndNoOther() throws IOException {
        Set<String> named = new HashSet<>();
        manifest.get("arrivals")
                .forEach(arrival -> named.add(arrival.get("file").asText()));
        manifest.get("dictations").forEach(dictation -> {
            named.add(dictation.get("file").asText());
            named.add(dictation.get("truth").asText());
        });
        Set<String> there = new HashSet<>();
        for (String folder : new String[] {"arrivals", "dictations"}) {
            try (Stream<Path> files = Files.list(samples.resolve(folder))) {
                files.forEach(file -> there.add(folder + "/" + file.getFileName()));
            }
        }
        assertThat(there).isEqualTo(named);
    }

    @Test
    void theOfficeIsBigEnoughToShowTheWork() {
        assertThat(manifest.get("patients")).hasSizeGreaterThanOrEqualTo(40);
        assertThat(manifest.get("arrivals")).hasSizeGreaterThanOrEqualTo(60);
        assertThat(manifest.get("dictations")).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void theSamplesStayUnderTwentyFiveMegabytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(samples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(25_000_000);
    }

    @Test
    void thePeopleAreThoseTheGeneratorMakes() {
        Office office = Office.make(SampleOffice.SEED);
        assertThat(manifest.get("patients").findValuesAsText("mrn"))
                .isEqualTo(office.patients().stream().map(Person::mrn).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPageOfEveryArrivalIsAccountedFor() {
        assertThat(manifest.get("arrivals")).allSatisfy(arrival -> {
            JsonNode expect = arrival.get("expect");
            assertThat(expect.get("received").asInt())
                    .as(arrival.get("file").asText())
                    .isEqualTo(expect.get("inDocuments").asInt()
                            + expect.get("separators").asInt()
                            + expect.get("blanks").asInt()
                            + expect.get("rejected").asInt());
        });
    }

    @Test
    void aFatherAndSonTwinsAndNamesakesAreAmongThePatients() {
        Office office = Office.make(SampleOffice.SEED);
        long namesakes = office.patients().stream()
                .filter(person -> office.patients().stream()
                        .anyMatch(other -> other != person
                                && other.family().equals(person.family())
                                && other.given().equals(person.given())))
                .count();
        assertThat(namesakes).isGreaterThanOrEqualTo(2);
    }
}
