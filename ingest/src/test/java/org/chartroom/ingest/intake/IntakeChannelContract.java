package org.chartroom.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.chartroom.models.record.Arrival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every channel that fetches by itself promises. A new channel passes these by extending this class and saying how
 * items are put into its source.
 */
abstract class IntakeChannelContract {
    @TempDir
    Path folder;

    Office office;

    /** A channel on the source of this test, as a starting process makes it: remembering nothing. */
    abstract IntakeChannel channel(Receiving receiving);

    /** Puts an item into the source. */
    abstract void offer(String name, byte[] bytes) throws IOException;

    /** Lets so much time pass that items are taken on the second look. */
    abstract void settle();

    /** Whether the item is still to be taken from the source. */
    abstract boolean isOffered(String name) throws IOException;

    /** Whether the item was set aside with a reason that people can read. */
    abstract boolean isSetAside(String name) throws IOException;

    /** From now on the source does not let go of items, as when its rights change or the process dies. */
    abstract void holdOn() throws IOException;

    /** Ends {@link #holdOn}. */
    abstract void letGoAgain() throws IOException;

    /** The source goes away with all that is in it, as a network drive does. */
    abstract void vanish() throws IOException;

    /** The source is back with what was in it. */
    abstract void comeBack() throws IOException;

    @BeforeEach
    final void openOffice() throws IOException {
        office = new Office(folder);
    }

    @AfterEach
    final void closeOffice() {
        office.close();
    }

    final IntakeChannel.Round settled(IntakeChannel channel) {
        channel.look();
        settle();
        return channel.look();
    }

    final void offerText(String name, String text) throws IOException {
        offer(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anItemIsReceivedOnceAndLetGoOf() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("scan.pdf", "twelve bytes");
        assertThat(settled(channel)).isEqualTo(new IntakeChannel.Round(1, 0, 0, Optional.empty()));
        assertThat(isOffered("scan.pdf")).isFalse();
        settled(channel);
        assertThat(office.arrivals()).singleElement().satisfies(a -> {
            assertThat(a.name()).isEqualTo("scan.pdf");
            assertThat(a.channel()).isEqualTo(channel.channel());
            assertThat(a.original().bytes()).isEqualTo(12);
        });
    }

    @Test
    void twoItemsWithTheSameBytesAreTwoArrivals() throws IOException {
        offerText("a.pdf", "same");
        offerText("b.pdf", "same");
        settled(channel(office.receiving()));
        assertThat(office.arrivals())
                .hasSize(2)
                .filteredOn(a -> a.duplicateOf().isPresent())
                .hasSize(1);
    }

    @Test
    void anItemIsNotTakenBeforeItIsFinished() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("scan.pdf", "half");
        channel.look();
        offerText("scan.pdf", "half and the other half");
        settle();
        channel.look();
        assertThat(office.arrivals()).isEmpty();
        settle();
        channel.look();
        assertThat(office.arrivals())
                .singleElement()
                .satisfies(a -> assertThat(a.original().bytes()).isEqualTo(23));
    }

    @Test
    void anItemThatWasKeptButNotLetGoOfIsNotKeptTwiceEvenByANewProcess() throws IOException {
        offerText("scan.pdf", "one");
        holdOn();
        IntakeChannel dies = channel(office.receiving());
        assertThat(settled(dies).trouble()).isPresent();
        assertThat(office.arrivals()).hasSize(1);
        settled(dies);
        assertThat(office.arrivals()).hasSize(1);
        dies.close();
        letGoAgain();
        IntakeChannel next = channel(office.receiving());
        assertThat(settled(next).kept()).isEqualTo(1);
        assertThat(isOffered("scan.pdf")).isFalse();
        assertThat(office.arrivals()).hasSize(1);
        assertThat(office.keptBlobs()).isEqualTo(1);
    }

    @Test
    void nothingIsLetGoOfWhileTheDiskIsFull() throws IOException {
        offerText("scan.pdf", "one");
        try (IntakeChannel full = channel(office.receivingWithoutRoom())) {
            assertThat(settled(full).trouble())
                    .get()
                    .satisfies(trouble -> assertThat(trouble.what()).contains("disk is full"));
        }
        assertThat(isOffered("scan.pdf")).isTrue();
        assertThat(settled(channel(office.receiving())).kept()).isEqualTo(1);
        assertThat(office.arrivals()).extracting(Arrival::duplicateOf).containsExactly(Optional.empty());
    }

    @Test
    void anItemThatCannotBeReceivedIsSetAsideWithItsReasonAndTheOthersGoOn() throws IOException {
        offer("huge.tif", new byte[(int) Office.MOST_BYTES + 1]);
        offerText("scan.pdf", "one");
        assertThat(settled(channel(office.receiving()))).isEqualTo(new IntakeChannel.Round(1, 1, 0, Optional.empty()));
        assertThat(isOffered("huge.tif")).isFalse();
        assertThat(isSetAside("huge.tif")).isTrue();
    }

    @Test
    void aSourceThatVanishesAndComesBackGoesOnWhereItWas() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("scan.pdf", "one");
        channel.look();
        vanish();
        assertThat(channel.look().trouble()).isPresent();
        comeBack();
        assertThat(settled(channel).kept()).isEqualTo(1);
        assertThat(channel.look().trouble()).isEmpty();
        assertThat(office.arrivals()).hasSize(1);
    }
}
