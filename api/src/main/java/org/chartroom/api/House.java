package org.chartroom.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Passwords;
import org.chartroom.api.auth.SecondFactorPolicy;
import org.chartroom.api.auth.SecondFactors;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.json.Json;
import org.chartroom.api.retention.Destroying;
import org.chartroom.api.retention.Schedules;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.search.StoredPageTexts;
import org.chartroom.api.upkeep.LastBackup;
import org.chartroom.api.upkeep.Restoring;
import org.chartroom.api.upkeep.Upkeep;
import org.chartroom.index.MeaningModel;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.lucene.LuceneSearchIndex;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.index.synonyms.ThesaurusFile;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Facility;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.chartroom.store.keys.MasterKeys;
import org.chartroom.store.keys.SecretSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept in a data folder, opened: records, blobs, index, accounts. The server works on one, and so do, with the
 * server stopped, the administrator's commands. One process at a time has it open.
 */
public final class House implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(House.class);

    private final ServerConfig config;
    private final Clock clock;
    private final RandomIds ids;
    private final MasterKeys keys;
    private final JdbiRecordStore store;
    private final FileBlobStore blobs;
    private final SearchIndex index;
    private final ThesaurusFile thesaurus;
    private final Accounting accounting;
    private final SecondFactors secondFactors;
    private final Deque<AutoCloseable> open;

    private House(
            ServerConfig config,
            Clock clock,
            RandomGenerator random,
            MasterKeys keys,
            JdbiRecordStore store,
            FileBlobStore blobs,
            SearchIndex index,
            ThesaurusFile thesaurus,
            Deque<AutoCloseable> open) {
        this.config = config;
        this.clock = clock;
        this.ids = new RandomIds(random);
        this.keys = keys;
        this.store = store;
        this.blobs = blobs;
        this.index = index;
        this.thesaurus = thesaurus;
        this.open = open;
        this.accounting = new Accounting(
                store,
                new Passwords(),
                clock,
                ids,
                Duration.ofMinutes(config.sessions().idleMinutes()),
                Duration.ofHours(config.sessions().absoluteHours()));
        this.secondFactors = new SecondFactors(
                store,
                accounting,
                new SecretSeal(keys, SecondFactors.PURPOSE, random),
                clock,
                ids,
                random,
                new SecondFactorPolicy(
                        config.sessions().secondFactor().roles(),
                        Duration.ofDays(config.sessions().secondFactor().graceDays())),
                config.office().name());
    }

    /**
     * Opens the data folder, making what is missing.
     *
     * @throws org.chartroom.store.keys.KeysException when something in it is sealed with a key that is not there, or the key
     *     file cannot be used or made; nothing was changed where a key was missing
     * @throws IOException when the folder cannot be used
     * @throws org.chartroom.models.record.StoreInUseException when another process has it open
     */
    public static House open(ServerConfig config, Clock clock) throws IOException {
        Path data = config.data();
        MasterKeys there = OfficeKeys.required(config);
        Files.createDirectories(data);
        OwnerOnly.folder(data);
        Restoring.refuseUnfinished(data);
        Files.createDirectories(data.resolve("spool"));
        Files.createDirectories(data.resolve("logs"));
        SecureRandom random = new SecureRandom();
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(data), clock);
            open.push(store);
            MasterKeys keys = OfficeKeys.orMade(config.keyFile(), there, random);
            FileBlobStore blobs = FileBlobStore.open(
                    new FileBlobConfig(
                            data.resolve("blobs"),
                            config.uploads().keepFreeBytes(),
                            config.store().seal() ? keys : keys.onlyToOpen()),
                    random);
            open.push(blobs);
            ThesaurusFile thesaurus = new ThesaurusFile(data.resolve("synonyms.tsv"), clock);
            SearchIndex index = LuceneSearchIndex.open(
                    data.resolve("index"),
                    new StoredPageTexts(store, blobs, Json.mapper()),
                    clock,
                    config.office().zoneId(),
                    thesaurus,
                    config.search().meaning() ? Optional.of(model()) : Optional.empty());
            open.push(index);
            House house = new House(config, clock, random, keys, store, blobs, index, thesaurus, open);
            house.furnish();
            return house;
        } catch (IOException | RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    private static MeaningModel model() throws IOException {
        return ServiceLoader.load(MeaningModel.class)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "search.meaning is on, and the model for it is not there. Nothing was changed. Run ./chartroom fetch"
                                + " --meaning (131 MB), or set search.meaning to false, then start again."));
    }

    private void furnish() {
        FacilityId facility = facility();
        if (store.read(records -> records.facilities().find(facility)).isEmpty()) {
            store.write(records -> {
                records.facilities().add(new Facility(facility, config.office().name()));
                return facility;
            });
        }
    }

    /**
     * Makes the first administrator when there is no account that could be one.
     *
     * @return the one-time password to show once; empty when there is an administrator already
     */
    public Optional<FirstAdministrator> firstAdministrator() {
        boolean there = store.read(records -> records.accounts().all()).stream()
                .anyMatch(account -> account.roles().contains(Role.ADMINISTRATOR));
        if (there) {
            return Optional.empty();
        }
        String password = accounting.newPassword();
        accounting.create(
                Accounting.HOUSE, "admin", "Administrator", Set.of(Role.ADMINISTRATOR), Optional.of(password));
        return Optional.of(new FirstAdministrator("admin", password));
    }

    /** Login and password of the administrator made at the first start: shown once, kept nowhere. */
    public record FirstAdministrator(String login, String password) {
        @Override
        public String toString() {
            return "FirstAdministrator[login=" + login + "]";
        }
    }

    public ServerConfig config() {
        return config;
    }

    public Clock clock() {
        return clock;
    }

    public RandomIds ids() {
        return ids;
    }

    public RecordStore store() {
        return store;
    }

    public BlobStore blobs() {
        return blobs;
    }

    public SearchIndex index() {
        return index;
    }

    /** Words that stand for each other, as searches know them just now. */
    public Supplier<Thesaurus> thesaurus() {
        return thesaurus;
    }

    public Accounting accounting() {
        return accounting;
    }

    /** The codes that people sign in with besides their passwords. */
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    /**
     * What the administrator has done with it.
     *
     * @param follower running on this house
     */
    public Upkeep upkeep(IndexFollower follower) {
        Destroying destroying = new Destroying(
                store,
                blobs,
                clock,
                config.office().zoneId(),
                config.data(),
                Schedules.shipped(),
                new Destroying.Backups() {
                    @Override
                    public Optional<Instant> latest() throws IOException {
                        return LastBackup.of(config.data()).map(LastBackup::takenAt);
                    }

                    @Override
                    public Optional<Path> folder() throws IOException {
                        return LastBackup.of(config.data()).flatMap(LastBackup::above);
                    }
                });
        return new Upkeep(config.data(), config.keyFile(), keys, store, blobs, index, follower, clock, destroying);
    }

    /** The office's own facility. */
    public FacilityId facility() {
        return new FacilityId(config.office().facility());
    }

    /** Closes everything; the index first, the records last. */
    @Override
    public void close() {
        closeAll(open);
    }

    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log.warn("Something did not close as it should; nothing that was answered is lost.", e);
            }
        }
    }
}
