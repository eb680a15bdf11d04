package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** The texts that are kept to be put into notes: the office's, and each person's own. */
public interface WritingAids {
    /** @throws ConflictException when the owner has one of this kind and name */
    void add(WritingAid aid);

    Optional<WritingAid> find(WritingAidId id);

    /** One owner's, or for an empty owner the office's, by name. */
    List<WritingAid> of(Optional<UserId> owner);

    /** Takes the place of the one with the same id. @throws ConflictException when the owner has another of this name */
    void update(WritingAid aid);

    void remove(WritingAidId id);
}
