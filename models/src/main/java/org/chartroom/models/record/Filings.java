package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The filing desk: what waits to be filed, what was done with it besides, and which filings another person looks at. */
public interface Filings {
    /**
     * Documents that wait to be filed, recordings left out: the most urgent first, then those whose file came in first. Those
     * for which a call is to be made come last until it is due.
     *
     * @param now says which claims hold and which calls are due
     * @param cursor a former {@link Slice#next()} of the same list
     */
    Slice<Document> waiting(FacilityId facility, FilingFilter filter, Instant now, Optional<String> cursor, int limit);

    /** How many wait, without those for which a call is to be made later. */
    int countWaiting(FacilityId facility, Instant now);

    /** Adds a line to a document's log. */
    FilingLine log(DocumentId document, Instant at, UserId by, FilingStep step);

    /** A document's log, latest first. */
    List<FilingLine> log(DocumentId document);

    /** The last line of a document's log: what holds now. */
    Optional<FilingLine> last(DocumentId document);

    /** Documents that went into this chart out of another, or out of it into another, latest first. */
    List<FilingLine> moves(PatientId patient, int limit);

    /** Keeps where who sent a document says that it belongs. @throws ConflictException when that is kept already */
    void propose(FilingProposal proposal);

    /** Where it is said to belong. */
    Optional<FilingProposal> proposal(DocumentId document);

    /** Asks for a second look at a filing. */
    SecondLook askSecondLook(DocumentId document, PatientId patient, UserId filer, Instant filedAt, SecondLook.Why why);

    /** The latest second look that was asked for, decided or not. */
    Optional<SecondLook> secondLook(DocumentId document);

    /** Those that wait, the longest waiting first. */
    Slice<SecondLook> openSecondLooks(FacilityId facility, Optional<String> cursor, int limit);

    int countOpenSecondLooks(FacilityId facility);

    /** @throws ConflictException when it was decided before */
    void decide(long number, SecondLook.Decision decision);
}
