package org.chartroom.api.releases;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.api.delivery.Targets;
import org.chartroom.index.PageTexts;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.release.RuleBook;
import org.chartroom.release.letters.LetterTemplates;
import org.chartroom.release.redaction.ProofDesk;

/** The release desk's doors, put together, and what sends by itself. */
public final class ReleaseRooms implements AutoCloseable {
    private static final Duration VERIFIED_WITHIN = Duration.ofMinutes(20);

    private final List<Object> doors;
    private final Outbox outbox;

    private ReleaseRooms(List<Object> doors, Outbox outbox) {
        this.doors = doors;
        this.outbox = outbox;
    }

    /** For HTTP. */
    public List<Object> doors() {
        return doors;
    }

    /** Begins to send what was handed over. */
    public void start() {
        outbox.start();
    }

    /** Stops sending; what is on its way just now has some seconds to get through. */
    @Override
    public void close() {
        outbox.close();
    }

    /**
     * @param receiving where requests of other systems are kept as papers
     * @param texts the pages as they were read
     * @param cache folder with {@code natives} and {@code tessdata} in it
     * @param spool existing folder for what is being made
     * @param office its name, as letters say it
     * @param letterhead address and telephone, as letters say them
     * @param delivery how packets leave by mail and fax
     * @throws IllegalArgumentException when a way out cannot be opened; the message is for people
     */
    public static ReleaseRooms open(
            Counter counter,
            Receiving receiving,
            PageTexts texts,
            Path cache,
            Path spool,
            String office,
            List<String> letterhead,
            DeliveryConfig delivery) {
        LetterDesk letters = new LetterDesk(counter, LetterTemplates.shipped(), office, letterhead, spool);
        ReleaseDeskCounter desk = new ReleaseDeskCounter(counter, RuleBook.shipped());
        ProofDesk proof = ProofDesk.likeThisProcess(
                TesseractWords.class, cache.toAbsolutePath().toString(), spool.toAbsolutePath(), VERIFIED_WITHIN);
        Outbox outbox = new Outbox(desk, Targets.of(delivery, counter.clock()), office, delivery.mail()::after);
        Handing handing = new Handing(
                desk,
                new DeliveryForms(counter, office, spool),
                outbox,
                delivery.mail().from());
        List<Object> doors = List.of(
                new ReleasesResource(desk),
                new MatchStep(desk),
                new IdentityStep(desk),
                new BasisStep(desk),
                new SelectStep(desk),
                new LabelStep(desk),
                new CheckStep(desk, new PageProof(texts)),
                new RedactStep(desk),
                new RecordingsStep(desk),
                new PackageStep(desk, new PacketMaking(counter, proof, spool)),
                new ApproveStep(desk),
                new DeliverStep(handing),
                new WaysStep(desk, outbox),
                new PickupStep(desk, handing),
                new AsideStep(desk),
                new PapersStep(desk),
                new ScopeStep(desk, texts),
                new FeesStep(desk),
                new EndStep(desk),
                new BreachStep(desk),
                new ReleaseLetters(desk, letters),
                new LettersResource(desk, letters),
                new AmendmentsResource(desk, letters),
                new AmendmentsOfDocument(desk),
                new FiguresOfReleases(desk),
                new PickupResource(desk),
                new ReleasePapersResource(desk, new PaperReading(counter, texts)),
                new FhirTaskDoor(desk, receiving),
                new LabelProposalsResource(desk),
                new AccountDoor(desk, office, spool),
                new DisclosuresResource(desk));
        return new ReleaseRooms(doors, outbox);
    }
}
