package org.chartroom.api.aids;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.WritingAid;
import org.chartroom.models.record.WritingAidId;
import org.jspecify.annotations.Nullable;

/**
 * The templates and macros that are there for somebody: their own, those of the author whose note they work on, the
 * office's, and those that ship. Of several of one kind and name the first in this order counts. Immutable.
 */
public final class AidShelf {
    private static final UserId NOBODY = new UserId("chartroom");
    private static final String SHIPPED_ID = "shipped-";

    private final List<WritingAid> shipped;

    private AidShelf(List<WritingAid> shipped) {
        this.shipped = List.copyOf(shipped);
    }

    private record Row(
            WritingAid.Kind kind,
            String name,
            @Nullable String workType,
            @Nullable String spoken,
            boolean starts,
            String text) {}

    /** With the set that ships. */
    public static AidShelf shipped() {
        try (InputStream in =
                Objects.requireNonNull(AidShelf.class.getResourceAsStream("writing-aids.yml"), "writing-aids.yml")) {
            List<Row> rows = new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<List<Row>>() {});
            List<WritingAid> aids = new ArrayList<>();
            for (Row row : rows) {
                aids.add(new WritingAid(
                        new WritingAidId(SHIPPED_ID + (aids.size() + 1)),
                        row.kind(),
                        Optional.empty(),
                        row.name(),
                        Objects.requireNonNullElse(row.workType(), ""),
                        Objects.requireNonNullElse(row.spoken(), ""),
                        row.starts(),
                        row.text().stripTrailing(),
                        NOBODY,
                        Instant.EPOCH,
                        0));
            }
            return new AidShelf(aids);
        } catch (IOException e) {
            throw new UncheckedIOException("the templates and macros that ship cannot be read", e);
        }
    }

    static boolean isShipped(WritingAid aid) {
        return aid.id().value().startsWith(SHIPPED_ID);
    }

    /** Everything there is for a person at an author's notes, by kind and name. */
    public List<WritingAid> of(Records records, UserId person, Optional<UserId> author) {
        Map<String, WritingAid> found = new LinkedHashMap<>();
        List<List<WritingAid>> inOrder = List.of(
                records.writingAids().of(Optional.of(person)),
                author.map(each -> records.writingAids().of(Optional.of(each))).orElse(List.of()),
                records.writingAids().of(Optional.empty()),
                shipped);
        for (List<WritingAid> aids : inOrder) {
            aids.forEach(aid -> found.putIfAbsent(aid.kind() + "\t" + aid.name().toLowerCase(Locale.ROOT), aid));
        }
        return found.values().stream()
                .sorted(java.util.Comparator.comparing(WritingAid::kind)
                        .thenComparing(aid -> aid.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
