package org.chartroom.api.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.Locale;
import org.chartroom.models.record.ArrivalKind;
import org.jspecify.annotations.Nullable;

/** A door that fetches arrivals by itself; {@code channel} in the file says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "channel")
@JsonSubTypes(@JsonSubTypes.Type(value = IntakeConfig.Folder.class, name = "folder"))
public sealed interface IntakeConfig {
    /** The same with relative paths starting at {@code base}. */
    IntakeConfig startingAt(Path base);

    /**
     * A folder whose files are taken in, such as a scanner's. Taken files move to its subfolder {@code processed}, those
     * that cannot be taken to {@code failed} with the reason beside them.
     *
     * @param folder where files appear; need not be there yet
     * @param as what they are: {@code scan} (also when left out), {@code fax} or {@code dictation}
     * @param sender who puts them there, as people see it; the folder's name when left out
     * @param stableSeconds how long a file must not have changed before it is taken; 10 when left out
     */
    record Folder(Path folder, String as, String sender, int stableSeconds) implements IntakeConfig {
        private static final int USUAL_SECONDS = 10;

        public Folder {
            if (folder.toString().isBlank()) {
                throw new IllegalArgumentException("each entry of intake with the channel folder needs a folder");
            }
            if (stableSeconds < 1) {
                throw new IllegalArgumentException("intake.stableSeconds must be 1 or more, was " + stableSeconds);
            }
            kind(as);
        }

        @JsonCreator
        static Folder written(
                @JsonProperty("folder") @Nullable Path folder,
                @JsonProperty("as") @Nullable String as,
                @JsonProperty("sender") @Nullable String sender,
                @JsonProperty("stableSeconds") @Nullable Integer stableSeconds) {
            return new Folder(
                    folder == null ? Path.of("") : folder,
                    as == null || as.isBlank() ? "scan" : as,
                    sender == null ? "" : sender,
                    stableSeconds == null ? USUAL_SECONDS : stableSeconds);
        }

        /** What its files are. */
        public ArrivalKind kind() {
            return kind(as());
        }

        private static ArrivalKind kind(String as) {
            return switch (as.toLowerCase(Locale.ROOT)) {
                case "scan" -> ArrivalKind.SCAN;
                case "fax" -> ArrivalKind.FAX;
                case "dictation" -> ArrivalKind.DICTATION;
                default ->
                    throw new IllegalArgumentException("intake.as must be scan, fax or dictation, was '" + as + "'");
            };
        }

        @Override
        public Folder startingAt(Path base) {
            return new Folder(base.resolve(folder).normalize(), as, sender, stableSeconds);
        }
    }
}
