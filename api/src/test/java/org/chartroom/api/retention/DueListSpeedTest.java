package org.chartroom.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.House;
import org.chartroom.api.TestOffice;
import org.chartroom.api.auth.Accounting;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.ScheduleVersion;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due in an office with many records is told while a person waits. */
@Tag("long")
final class DueListSpeedTest {
    private static final int DOCUMENTS = 100_000;
    private static final int PATIENTS = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final Duration WAITED_FOR = Duration.ofSeconds(20);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @TempDir
    Path data;

    @Test
    void whatIsDueAmongAHundredThousandDocumentsIsToldSoon() throws Exception {
        try (House house = House.open(TestOffice.config(data), Clock.systemUTC())) {
            furnish(house);
            DueList list = new DueList(house.store(), Schedules.shipped(), house.facility(), ZoneOffset.UTC);
            long begun = System.nanoTime();
            DueView due = list.upTo(TODAY, TODAY, _ -> true, Optional.empty(), 200);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println("retention due among " + DOCUMENTS + " documents of " + PATIENTS + " patients: "
                    + took.toMillis() + " ms, " + due.due() + " due");
            // Every second patient was seen last in 2012.
            assertThat(due.due()).isEqualTo(DOCUMENTS / 2);
            assertThat(due.items()).hasSize(200);
            assertThat(took).isLessThan(WAITED_FOR);
        }
    }

    private static void furnish(House house) throws Exception {
        Blob file;
        try (BlobWriter writer = house.blobs().create()) {
            file = writer.keep("image/tiff");
        }
        Instant now = house.clock().instant();
        house.store().write(records -> {
            records.retention()
                    .addSchedule(new ScheduleVersion(
                            1,
                            Schedules.shipped()
                                    .written(new SiteSchedule(
                                            Set.of("US", "US-CA"),
                                            Set.of(),
                                            List.of(),
                                            Map.of(),
                                            Map.of(),
                                            null,
                                            false)),
                            Accounting.HOUSE,
                            now));
            return true;
        });
        for (int from = 0; from < PATIENTS; from += AT_ONCE) {
            int first = from;
            house.store().write(records -> {
                for (int i = first; i < first + AT_ONCE; i++) {
                    records.patients()
                            .add(new Patient(
                                    new PatientId("p" + i),
                                    house.facility(),
                                    "M" + i,
                                    new PersonName("Doe", "Greta", ""),
                                    LocalDate.of(1950, 4, 2),
                                    Sex.FEMALE,
                                    "",
                                    "",
                                    Optional.empty(),
                                    false,
                                    1));
                }
                return true;
            });
        }
        for (int from = 0; from < DOCUMENTS; from += AT_ONCE) {
            int first = from;
            house.store().write(records -> {
                for (int i = first; i < first + AT_ONCE; i++) {
                    add(records, house, file, now, i);
                }
                return true;
            });
        }
    }

    private static void add(Records records, House house, Blob file, Instant now, int i) {
        int patient = i % PATIENTS;
        Arrival arrival = new Arrival(
                new ArrivalId("a" + i),
                house.facility(),
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                "old.tif",
                "",
                file,
                now,
                new UserId("intake"),
                Optional.empty());
        records.arrivals().add(arrival);
        records.documents()
                .add(new Document(
                        new DocumentId("d" + i),
                        arrival.id(),
                        house.facility(),
                        DocumentKind.SCAN,
                        Stage.FILED,
                        "",
                        Priority.ROUTINE,
                        Optional.of(new PatientId("p" + patient)),
                        Optional.empty(),
                        Optional.of(new DocumentType("11506-3", "Progress note")),
                        Optional.of(LocalDate.of(patient % 2 == 0 ? 2012 : 2025, 5, 6)),
                        "",
                        "Progress note",
                        0,
                        1,
                        new DocumentSource(file, "old.tif", Optional.empty(), Optional.empty()),
                        now,
                        now,
                        1));
    }
}
