package org.chartroom.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivingTest {
    @TempDir
    Path folder;

    private Office office;

    @BeforeEach
    void open() throws IOException {
        office = new Office(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void whatWasReceivedIsThereWithItsDocumentItsWorkAndItsAuditEntry() throws IOException {
        Received received = office.receiving().receive(incoming("scan.pdf"), bytes("%PDF-1.4 page"));
        Arrival arrival = office.arrivals().getFirst();
        assertThat(arrival.id()).isEqualTo(received.arrival().id());
        assertThat(arrival.duplicateOf()).isEmpty();
        assertThat(received.repeated()).isFalse();
        try (InputStream kept =
                Channels.newInputStream(office.blobs.open(arrival.original().ref()))) {
            assertThat(kept).hasContent("%PDF-1.4 page");
        }
        Document document = office.store
                .read(records -> records.documents().find(received.document().id()))
                .orElseThrow();
        assertThat(document.stage()).isEqualTo(Stage.RECEIVED);
        assertThat(document.arrival()).isEqualTo(arrival.id());
        boolean open =
                office.store.read(records -> records.work().state(document.id()).isPresent());
        assertThat(open).isTrue();
        List<AuditEntry> audit = office.store.read(records -> records.audit().entries(0, 100));
        assertThat(audit)
                .filteredOn(e -> e.event().action() == AuditAction.RECEIVE)
                .singleElement()
                .satisfies(e ->
                        assertThat(e.event().subject()).isEqualTo(arrival.id().value()));
    }

    @Test
    void theSameBytesTwiceAreTwoArrivalsTheSecondMarked() throws IOException {
        ArrivalId first = office.receiving()
                .receive(incoming("a"), bytes("same"))
                .arrival()
                .id();
        office.receiving().receive(incoming("b"), bytes("same"));
        office.receiving().receive(incoming("c"), bytes("same"));
        assertThat(office.arrivals())
                .extracting(Arrival::duplicateOf)
                .containsExactly(Optional.empty(), Optional.of(first), Optional.of(first));
    }

    @Test
    void theSameKeyGivesTheSameArrivalBackAndKeepsTheBytesOnce() throws IOException {
        Received first = office.receiving().receive(withKey("k1"), bytes("page"));
        Received again = office.receiving().receive(withKey("k1"), bytes("page"));
        assertThat(again.repeated()).isTrue();
        assertThat(again.arrival().id()).isEqualTo(first.arrival().id());
        assertThat(again.document().id()).isEqualTo(first.document().id());
        assertThat(office.arrivals()).hasSize(1);
        assertThat(office.keptBlobs()).isEqualTo(1);
    }

    @Test
    void theSameKeyWithOtherBytesIsRefusedAndNotMistakenForTheFirst() throws IOException {
        office.receiving().receive(withKey("k1"), bytes("page"));
        assertThatThrownBy(() -> office.receiving().receive(withKey("k1"), bytes("other page")))
                .isInstanceOf(ConflictException.class);
        assertThat(office.arrivals()).hasSize(1);
        assertThat(office.keptBlobs()).isEqualTo(1);
    }

    @Test
    void manySendersWithTheSameKeyAtOnceMakeOneArrival() throws Exception {
        Callable<ArrivalId> send = () -> office.receiving()
                .receive(withKey("race"), bytes("page"))
                .arrival()
                .id();
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            List<Future<ArrivalId>> ids =
                    senders.invokeAll(IntStream.range(0, 16).mapToObj(i -> send).toList());
            ArrivalId one = ids.getFirst().get();
            for (Future<ArrivalId> id : ids) {
                assertThat(id.get()).isEqualTo(one);
            }
        }
        assertThat(office.arrivals()).hasSize(1);
        assertThat(office.keptBlobs()).isEqualTo(1);
    }

    @Test
    void anUploadCutOffHalfWayKeepsNothingAndLeaksNothing() throws IOException {
        InputStream breaksOff = new SequenceInputStream(bytes("half a page"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThatThrownBy(() -> office.receiving().receive(incoming("a"), breaksOff))
                .isInstanceOf(CutOffException.class);
        assertThatThrownBy(() -> office.receiving().receive(declaring(100), bytes("half")))
                .isInstanceOf(CutOffException.class);
        assertThat(office.arrivals()).isEmpty();
        assertThat(office.keptBlobs()).isZero();
    }

    @Test
    void anEmptyFileIsRefusedAndKeepsNothing() throws IOException {
        assertThatThrownBy(() -> office.receiving().receive(incoming("a"), bytes("")))
                .isInstanceOf(EmptyFileException.class);
        assertThat(office.keptBlobs()).isZero();
    }

    @Test
    void aFileThatIsTooLongIsRefusedWhetherDeclaredOrNot() throws IOException {
        assertThatThrownBy(() -> office.receiving().receive(declaring(Office.MOST_BYTES + 1), bytes("x")))
                .isInstanceOf(TooLargeException.class);
        InputStream endless = new ByteArrayInputStream(new byte[(int) Office.MOST_BYTES + 1]);
        assertThatThrownBy(() -> office.receiving().receive(incoming("a"), endless))
                .isInstanceOf(TooLargeException.class);
        assertThat(office.keptBlobs()).isZero();
    }

    @Test
    void aFullDiskRefusesTheFileAndReadsStillWork() throws IOException {
        assertThatThrownBy(() -> office.receivingWithoutRoom().receive(incoming("a"), bytes("page")))
                .isInstanceOf(BlobStoreFullException.class);
        assertThat(office.arrivals()).isEmpty();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Incoming incoming(String name) {
        return incoming(name, Optional.empty(), OptionalLong.empty());
    }

    private static Incoming withKey(String key) {
        return incoming("scan.pdf", Optional.of(key), OptionalLong.empty());
    }

    private static Incoming declaring(long bytes) {
        return incoming("scan.pdf", Optional.empty(), OptionalLong.of(bytes));
    }

    private static Incoming incoming(String name, Optional<String> key, OptionalLong declared) {
        return new Incoming(
                Office.FACILITY,
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                name,
                "",
                Priority.ROUTINE,
                Office.CLERK,
                key,
                declared,
                Optional.empty());
    }
}
