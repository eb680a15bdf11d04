package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.store.jdbc.Office.HERE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageEditId;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Role;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.blob.Sweeper;
import org.chartroom.store.keys.MasterKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    // Files carry the time of the machine, so the clock starts from there.
    private final SettableClock clock = new SettableClock(Clock.systemUTC().instant());
    private JdbiRecordStore records;
    private BlobStore blobs;

    @BeforeEach
    void open() throws IOException {
        records = JdbiRecordStore.open(SqliteConfig.in(folder), clock);
        blobs = FileBlobStore.open(new FileBlobConfig(folder.resolve("blobs"), 0, MasterKeys.none()), new Random(1));
        Office.furnish(records);
    }

    @AfterEach
    void close() {
        records.close();
    }

    private int sweep() throws IOException {
        return new Sweeper(records, blobs, clock, DAY).sweep();
    }

    private Blob keep(String text) throws IOException {
        try (BlobWriter writer = blobs.create()) {
            writer.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return writer.keep("text/plain");
        }
    }

    private Document receive(Blob file) {
        Instant now = clock.instant();
        Arrival arrival = new Arrival(
                new ArrivalId("a-" + file.ref()),
                HERE,
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                "x.tif",
                "",
                file,
                now,
                Office.CLERK,
                Optional.empty());
        Document document = Office.document(arrival, file.ref().value());
        records.write(r -> {
            r.arrivals().add(arrival);
            r.documents().add(document);
            return true;
        });
        return document;
    }

    private static Page page(Document document, Blob image) {
        return new Page(
                document.id(),
                1,
                document.id(),
                1,
                "x",
                1,
                "",
                Optional.empty(),
                Office.page(document.id(), 1, "x").geometry(),
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void destroysWhatNoRecordEverNamedWhenItIsOldEnough() throws Exception {
        Blob named = keep("named");
        receive(named);
        Blob orphan = keep("orphan");

        assertThat(sweep()).isZero();
        clock.turn(DAY.plusMinutes(1));
        assertThat(sweep()).isEqualTo(1);

        assertThat(blobs.exists(named.ref())).isTrue();
        assertThat(blobs.exists(orphan.ref())).isFalse();
        assertThat(sweep()).isZero();
    }

    @Test
    void destroysWhatIsNoLongerNamedADayAfterNotADayAfterItWasMade() throws Exception {
        Document document = receive(keep("file"));
        Blob image = keep("image");
        Page withImage = page(document, image);
        records.write(r -> {
            r.documents().setPages(document.id(), List.of(withImage));
            return true;
        });
        clock.turn(Duration.ofDays(30));
        records.write(r -> {
            r.documents().setPages(document.id(), List.of());
            return true;
        });

        assertThat(sweep()).isZero();
        assertThat(blobs.exists(image.ref())).isTrue();
        clock.turn(DAY.plusMinutes(1));
        assertThat(sweep()).isEqualTo(1);
        assertThat(blobs.exists(image.ref())).isFalse();
    }

    @Test
    void keepsTheImageOfAPageThatAnEditTookOutOrTurned() throws Exception {
        Document document = receive(keep("file"));
        Blob image = keep("image");
        Page page = page(document, image);
        records.write(r -> {
            r.documents().setPages(document.id(), List.of(page));
            return true;
        });
        records.write(r -> {
            r.documents().setPages(document.id(), List.of());
            r.pageEdits()
                    .add(new PageEdit(
                            new PageEditId("e-1"),
                            PageEdit.Kind.DROP,
                            clock.instant(),
                            new Actor(Office.CLERK, "Pat Clerk", Role.INTAKE, "192.0.2.7"),
                            "",
                            Optional.empty(),
                            false,
                            List.of(new PageEdit.Arrangement(
                                    document.id(), 2, document.stage(), "", List.of(PageMark.of(page)), List.of())),
                            List.of(new PageEdit.KeptPage(page, Optional.of(new PageDisposition.Blank(""))))));
            return true;
        });

        clock.turn(Duration.ofDays(400));
        assertThat(sweep()).isZero();
        assertThat(blobs.exists(image.ref())).isTrue();
    }

    @Test
    void goesOnWithWhatAnInterruptedPassLeft() throws Exception {
        BlobRef orphan = keep("orphan").ref();
        records.write(r -> r.blobs().condemn(orphan));

        assertThat(sweep()).isEqualTo(1);

        assertThat(blobs.exists(orphan)).isFalse();
        assertThat(records.<Boolean>read(r -> r.blobs().known(orphan))).isFalse();
    }
}
