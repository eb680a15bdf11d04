package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** Communications in charts. Versions are added, never changed. */
public interface Communications {
    /** Keeps a new one (version 1). */
    void add(Communication communication);

    /**
     * Adds a version; {@code version} is the one it was read with, the kept one has the next.
     *
     * @return the communication as kept
     * @throws ConflictException when somebody else added a version since, or it is not kept here
     */
    Communication update(Communication changed);

    /** As it stands now. */
    Optional<Communication> find(CommunicationId id);

    /** From the first to the one that stands. */
    List<Communication> versions(CommunicationId id);

    /** Those in a patient's chart as they stand now, those entered in error too, latest first. */
    List<Communication> of(PatientId patient);

    /**
     * Those in which each of these words stands, as they stand now, latest first; what was entered in error is left out.
     *
     * @param words parts of words, without regard to the case of Latin letters
     */
    List<Communication> saying(FacilityId facility, List<String> words, int limit);

    /**
     * Those in which, or in whose patient's name and number, one of each of these lists stands, as they stand now, latest
     * first; what was entered in error is left out.
     *
     * @param parts parts of words, without regard to the case of Latin letters; {@code _} stands for any character
     * @param patient in whose chart; empty for all
     */
    List<Communication> perhapsSaying(
            FacilityId facility, Optional<PatientId> patient, List<List<String>> parts, int limit);

    /** Those with something still to be done, the longest due first. */
    List<Communication> open(FacilityId facility);
}
