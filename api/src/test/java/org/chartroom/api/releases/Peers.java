package org.chartroom.api.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chartroom.api.TestOffice;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.delivery.OpenedMail;
import org.chartroom.api.delivery.PlayedHfaxd;
import org.chartroom.api.delivery.TestKeys;
import org.chartroom.api.delivery.TestMailServer;

/** Those who take what an office sends: a mail server and a fax server in changing moods, and the keys that open the mails. */
final class Peers implements AutoCloseable {
    private static final String OFFICE = "records@practice.example";
    private static final List<String> RECIPIENTS = List.of(DeskWalker.MAIL, "records@ash.example");

    private final TestMailServer mail = TestMailServer.plain();
    private final PlayedHfaxd fax = new PlayedHfaxd();
    private final TestKeys own;
    private final Map<String, TestKeys> recipients;

    /** @param folder for the office's key and the recipients' certificates */
    Peers(Path folder) throws IOException {
        Instant until = Clock.systemUTC().instant().plus(Duration.ofDays(9));
        own = TestKeys.of(OFFICE, until);
        own.keyStore(folder.resolve("own.p12"));
        recipients = Map.of(
                RECIPIENTS.getFirst(),
                TestKeys.of(RECIPIENTS.getFirst(), until),
                RECIPIENTS.getLast(),
                TestKeys.of(RECIPIENTS.getLast(), until));
        Path known = Files.createDirectories(folder.resolve("known"));
        recipients.forEach((address, keys) -> keys.pem(known.resolve(address + ".pem")));
    }

    /** What an office is set up like that sends by them. */
    static ServerConfig config(Path data, Path folder, int mailPort, int faxPort) {
        return TestOffice.config(data)
                .withDelivery(new DeliveryConfig(
                        new DeliveryConfig.Mail(
                                "localhost",
                                mailPort,
                                DeliveryConfig.Tls.NONE,
                                "",
                                "",
                                OFFICE,
                                folder.resolve("own.p12").toString(),
                                TestKeys.PASSWORD,
                                folder.resolve("known").toString(),
                                "",
                                List.of(0, 0, 0, 0)),
                        new DeliveryConfig.Fax("", "127.0.0.1", faxPort, "office", "secret", "")));
    }

    int mailPort() {
        return mail.port();
    }

    int faxPort() {
        return fax.port();
    }

    /** From now on in moods as they come, every other time in a good one. */
    void moody(Random random) {
        mail.draws(
                () -> one(random, true, false) ? TestMailServer.Mood.TAKES : one(random, TestMailServer.Mood.values()));
        fax.draws(() -> one(random, true, false) ? PlayedHfaxd.Mood.TAKES : one(random, PlayedHfaxd.Mood.values()));
        fax.says(() -> one(random, "ACTIVE", "DONE", "DONE", "FAILED"));
    }

    @SafeVarargs
    private static <T> T one(Random random, T... of) {
        synchronized (random) {
            return of[random.nextInt(of.length)];
        }
    }

    /** Done when all of a packet is here and the office does not know it yet. */
    void onArrival(Runnable deed) {
        mail.onArrival(deed);
        fax.onSubmit(deed);
    }

    /** All the packets they got. A mail that is not signed by the office, or not sealed for whom it came to, is an error. */
    List<History.Left> left() {
        List<History.Left> left = new ArrayList<>();
        List<TestMailServer.Got> mails = mail.seen();
        for (int i = 0; i < mails.size(); i++) {
            TestMailServer.Got got = mails.get(i);
            TestKeys keys = recipients.get(got.to());
            if (keys == null) {
                throw new AssertionError("a mail went to " + got.to());
            }
            OpenedMail opened = OpenedMail.with(keys, own, got);
            if (!opened.signed()) {
                throw new AssertionError("a mail is not signed by the office");
            }
            left.add(Recorder.left(
                    History.Way.MAIL, "mail " + i, got.to(), opened.packet(), got.taken(), got.at(), got.at()));
        }
        List<PlayedHfaxd.Fax> faxes = fax.seen();
        for (int i = 0; i < faxes.size(); i++) {
            PlayedHfaxd.Fax each = faxes.get(i);
            boolean dialled = !each.dialled().isEmpty();
            left.add(Recorder.left(
                    History.Way.FAX, "fax " + i, each.dialled(), each.bytes(), dialled, each.at(), each.at()));
        }
        return left;
    }

    @Override
    public void close() throws IOException {
        mail.close();
        fax.close();
    }
}
