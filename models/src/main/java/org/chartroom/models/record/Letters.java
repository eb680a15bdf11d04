package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.LetterId;

/** Letters of the release desk. None is ever deleted, and none that was sent is changed. */
public interface Letters {
    void add(Letter letter);

    Optional<Letter> find(LetterId id);

    /** About one matter, first first. */
    List<Letter> of(Letter.Matter matter);

    /**
     * Replaces the letter; version as in {@link Documents#update}.
     *
     * @throws ConflictException when it has changed since, or was sent
     */
    Letter update(Letter changed);
}
