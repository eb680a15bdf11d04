package org.chartroom.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.chartroom.models.record.StoreUnavailableException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to this version, after a copy of what was there. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SqliteFile file;
    private final Path backups;
    private final Clock clock;
    private final String[] locations;

    Migrations(SqliteFile file, Path backups, Clock clock, String... locations) {
        this.file = file;
        this.backups = backups;
        this.clock = clock;
        this.locations = locations;
    }

    /** The migrations that ship with this version. */
    static Migrations shipped(SqliteFile file, Path backups, Clock clock) {
        return new Migrations(file, backups, clock, "classpath:org/chartroom/store/jdbc/sqlite");
    }

    void migrate() throws IOException, SQLException {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(file.dataSource())
                .locations(locations)
                .loggers("slf4j")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
        MigrationInfo current = flyway.info().current();
        refuseNewer(flyway, current);
        if (current != null && flyway.info().pending().length > 0) {
            Path copy =
                    backups.resolve("chartroom-v" + current.getVersion() + "-" + STAMP.format(clock.instant()) + ".db");
            file.copyTo(copy);
            LOG.info("Kept a copy of the record store as it was before the upgrade: {}", copy);
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailableException(
                    "The record store could not be brought to this version; it was left as it was. Run the former"
                            + " version, and report this.",
                    e);
        }
    }

    private static void refuseNewer(Flyway flyway, @org.jspecify.annotations.Nullable MigrationInfo current) {
        if (current != null
                && current.getState().isApplied()
                && !current.getState().isResolved()) {
            throw new StoreUnavailableException(
                    "The record store was made by a newer version of Chartroom (its schema is " + current.getVersion()
                            + ", this version knows up to " + latestKnown(flyway) + "). Run that version, or restore a"
                            + " backup from before the upgrade.");
        }
    }

    private static String latestKnown(Flyway flyway) {
        String latest = "none";
        for (MigrationInfo info : flyway.info().all()) {
            if (info.getState().isResolved() && info.getVersion() != null) {
                latest = info.getVersion().toString();
            }
        }
        return latest;
    }
}
