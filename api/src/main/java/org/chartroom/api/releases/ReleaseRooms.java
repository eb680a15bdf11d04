package org.chartroom.api.releases;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.chartroom.api.auth.Counter;
import org.chartroom.index.PageTexts;
import org.chartroom.release.RuleBook;
import org.chartroom.release.letters.LetterTemplates;
import org.chartroom.release.redaction.ProofDesk;

/** The release desk's doors, put together. */
public final class ReleaseRooms {
    private static final Duration VERIFIED_WITHIN = Duration.ofMinutes(20);

    private ReleaseRooms() {}

    /**
     * @param texts the pages as they were read
     * @param cache folder with {@code natives} and {@code tessdata} in it
     * @param spool existing folder for what is being made
     * @param office its name, as letters say it
     * @param letterhead address and telephone, as letters say them
     */
    public static List<Object> doors(
            Counter counter, PageTexts texts, Path cache, Path spool, String office, List<String> letterhead) {
        LetterDesk letters = new LetterDesk(counter, LetterTemplates.shipped(), office, letterhead, spool);
        ReleaseDeskCounter desk = new ReleaseDeskCounter(counter, RuleBook.shipped());
        ProofDesk proof = ProofDesk.likeThisProcess(
                TesseractWords.class, cache.toAbsolutePath().toString(), spool.toAbsolutePath(), VERIFIED_WITHIN);
        return List.of(
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
                new DeliverStep(desk, new DeliveryForms(counter, office, spool)),
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
                new LabelProposalsResource(desk),
                new AccountDoor(desk, office, spool),
                new DisclosuresResource(desk));
    }
}
