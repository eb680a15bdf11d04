package org.chartroom.api.status;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.RecordStore;

/** Checks that do the thing they check, instead of asking whether it was configured. */
public final class HealthChecks {
    private static final Duration LAG_LIMIT = Duration.ofSeconds(60);
    private static final long QUEUE_LIMIT_SECONDS = 3_600;

    private HealthChecks() {}

    /** Registers all of them under their names. */
    public static void register(
            HealthCheckRegistry registry,
            HouseState house,
            RecordStore store,
            IndexFollower follower,
            Clock clock,
            Path data) {
        registry.register("disk", check(() -> {
            Path probe = data.resolve("spool").resolve("health-probe");
            try (OutputStream out =
                    Files.newOutputStream(probe, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
                out.write(new byte[4_096]);
            } finally {
                Files.deleteIfExists(probe);
            }
            return house.storage().freeBytes() == 0 ? "no room is left for new files" : "";
        }));
        registry.register("store", check(() -> {
            long written = store.write(records -> records.audit()
                            .append(new AuditEvent(
                                    clock.instant(),
                                    Accounting.HOUSE,
                                    AuditAction.ADMIN,
                                    "health",
                                    "",
                                    Optional.empty(),
                                    Map.of())))
                    .sequence();
            boolean there = store.read(records -> records.audit().entries(written - 1, 1)).stream()
                    .anyMatch(entry -> entry.sequence() == written);
            return there ? "" : "what was written cannot be read";
        }));
        registry.register("index", check(() -> {
            if (!follower.trouble().isEmpty()) {
                return follower.trouble();
            }
            Duration behind = follower.behind();
            return behind.compareTo(LAG_LIMIT) > 0 ? "the index is " + behind.toSeconds() + " s behind" : "";
        }));
        registry.register("queue", check(() -> {
            long oldest = house.queue().oldestSeconds();
            return oldest > QUEUE_LIMIT_SECONDS ? "the oldest file has waited for " + oldest + " s" : "";
        }));
        registry.register("intake", new HealthCheck() {
            /** A scanner's drive that is away is no reason to take the whole server out of service. */
            @Override
            protected Result check() {
                String warnings = house.intake().stream()
                        .filter(door -> door.trouble().isPresent())
                        .map(door -> door.trouble().get().what() + " Since "
                                + door.since().map(Instant::toString).orElse("the start") + ". "
                                + door.trouble().get().whatToDo())
                        .collect(Collectors.joining(" "));
                return warnings.isEmpty() ? Result.healthy() : Result.healthy("%s", "Warning: " + warnings);
            }
        });
        registry.register("languages", check(() -> {
            List<String> missing = house.languages().stream()
                    .filter(language -> !language.there())
                    .map(HouseState.Language::name)
                    .toList();
            return missing.isEmpty()
                    ? ""
                    : "the OCR data for " + String.join(", ", missing) + " is missing: "
                            + OfficeLanguages.remedy(missing);
        }));
        registry.register(
                "workers",
                check(() -> house.queue().waiting() > 0 && house.workers().isEmpty()
                        ? "files wait and no worker has been heard of for ten minutes"
                        : ""));
    }

    private interface Finding {
        /** What is wrong, empty when nothing is. */
        String find() throws Exception;
    }

    private static HealthCheck check(Finding finding) {
        return new HealthCheck() {
            @Override
            protected Result check() throws Exception {
                String wrong = finding.find();
                return wrong.isEmpty() ? Result.healthy() : Result.unhealthy(wrong);
            }
        };
    }
}
