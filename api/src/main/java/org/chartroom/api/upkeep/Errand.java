package org.chartroom.api.upkeep;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** Something the administrator has done. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "errand")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Errand.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Errand.Reindex.class, name = "reindex"),
    @JsonSubTypes.Type(value = Errand.BackUp.class, name = "backup"),
    @JsonSubTypes.Type(value = Errand.Destroy.class, name = "destroy")
})
public sealed interface Errand {
    /** Look through everything that is kept for what is not as it must be. */
    record Verify() implements Errand {}

    /** Build the index anew from the records. */
    record Reindex() implements Errand {}

    /**
     * Copy everything that is kept.
     *
     * @param into absolute; the copy gets a folder of its own in it
     */
    record BackUp(Path into) implements Errand {
        public BackUp {
            if (into == null || !into.isAbsolute()) {
                throw new IllegalArgumentException("into must be a whole path, such as /srv/backups");
            }
            into = into.normalize();
        }
    }

    /** Carry out the destructions that two persons confirmed, and those that a restored backup knows nothing of. */
    record Destroy() implements Errand {}

    /** One word for it, as the command is called. */
    default String verb() {
        return switch (this) {
            case Verify _ -> "verify";
            case Reindex _ -> "reindex";
            case BackUp _ -> "backup";
            case Destroy _ -> "destroy";
        };
    }
}
