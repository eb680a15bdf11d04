package org.chartroom.api.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.ReadSettings;

/**
 * Everything a server is told when it starts. A YAML file says what differs from {@code server-defaults.yml}; a key that
 * is not one stops the start.
 *
 * @param data the folder that holds all of it: {@code chartroom.db, blobs/, index/, spool/, backups/, logs/}
 * @param reading how everything is read that comes in
 * @param paper how long originals are kept
 * @param dictation when notes are due and how they are counted
 * @param filing what files itself
 * @param search how is searched
 * @param delivery how packets leave by mail and fax
 * @param store how what is kept is sealed
 * @param intake the doors that fetch arrivals by themselves
 */
public record ServerConfig(
        Path data,
        Office office,
        Http http,
        Uploads uploads,
        Sessions sessions,
        Work work,
        Workers workers,
        Reading reading,
        DictationConfig dictation,
        Paper paper,
        FilingConfig filing,
        SearchConfig search,
        DeliveryConfig delivery,
        Log log,
        StoreConfig store,
        List<IntakeConfig> intake) {
    public ServerConfig {
        intake = List.copyOf(intake);
        checkFolders(data, intake);
    }

    /** A folder within a folder would be taken twice, and one around the data folder would take the records in. */
    private static void checkFolders(Path data, List<IntakeConfig> intake) {
        List<Path> taken = new ArrayList<>();
        taken.add(data.toAbsolutePath().normalize());
        for (IntakeConfig each : intake) {
            switch (each) {
                case IntakeConfig.Folder(Path folder, String _, String _, int _) -> {
                    Path here = folder.toAbsolutePath().normalize();
                    for (Path other : taken) {
                        if (here.startsWith(other) || other.startsWith(here)) {
                            throw new IllegalArgumentException("the folder " + here
                                    + " of intake lies within or around " + other + "; give each a place of its own");
                        }
                    }
                    taken.add(here);
                }
            }
        }
    }

    /** The same, listening on other ports; 0 takes a free one. */
    public ServerConfig withPorts(int port, int adminPort) {
        return new ServerConfig(
                data,
                office,
                new Http(http.host(), port, adminPort, http.keyStore(), http.keyStorePassword()),
                uploads,
                sessions,
                work,
                workers,
                reading,
                dictation,
                paper,
                filing,
                search,
                delivery,
                log,
                store,
                intake);
    }

    /** The same, speaking TLS with the key in a PKCS #12 file. */
    public ServerConfig withTls(Path keyStore, String password) {
        return new ServerConfig(
                data,
                office,
                new Http(http.host(), http.port(), http.adminPort(), keyStore.toString(), password),
                uploads,
                sessions,
                work,
                workers,
                reading,
                dictation,
                paper,
                filing,
                search,
                delivery,
                log,
                store,
                intake);
    }

    /** The same with other limits for uploads. */
    public ServerConfig withUploads(Uploads limits) {
        return new ServerConfig(
                data, office, http, limits, sessions, work, workers, reading, dictation, paper, filing, search,
                delivery, log, store, intake);
    }

    /** The same with other rules for leases and retries. */
    public ServerConfig withWork(Work rules) {
        return new ServerConfig(
                data, office, http, uploads, sessions, rules, workers, reading, dictation, paper, filing, search,
                delivery, log, store, intake);
    }

    /** The same with these doors that fetch arrivals by themselves. */
    public ServerConfig withIntake(List<IntakeConfig> doors) {
        return new ServerConfig(
                data, office, http, uploads, sessions, work, workers, reading, dictation, paper, filing, search,
                delivery, log, store, doors);
    }

    /** The same with a worker of its own with that many readers. */
    public ServerConfig withWorkers(int count) {
        return new ServerConfig(
                data,
                office,
                http,
                uploads,
                sessions,
                work,
                new Workers(count),
                reading,
                dictation,
                paper,
                filing,
                search,
                delivery,
                log,
                store,
                intake);
    }

    /**
     * The office.
     *
     * @param facility id of the facility, made at the first start
     * @param name as people see it
     * @param zone the zone in which the office's days begin and end
     * @param letterhead what stands under the name on printed notes, such as address and telephone, a line each
     */
    public record Office(String facility, String name, String zone, List<String> letterhead) {
        public Office {
            letterhead = letterhead == null ? List.of() : List.copyOf(letterhead);
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "office.zone '" + zone + "' is not a time zone; write one such as America/New_York", e);
            }
        }

        /** The zone in which the office's days begin and end. */
        public ZoneId zoneId() {
            return ZoneId.of(zone);
        }
    }

    /**
     * The sockets.
     *
     * @param host address to listen on; the loopback address keeps the server to this machine
     * @param port for people and programs, 0 for a free one
     * @param adminPort for health and metrics, 0 for a free one
     * @param keyStore PKCS #12 file with the TLS key, empty for plain HTTP
     */
    public record Http(String host, int port, int adminPort, String keyStore, String keyStorePassword) {
        public Http {
            if (port < 0 || port > 65_535 || adminPort < 0 || adminPort > 65_535) {
                throw new IllegalArgumentException("http.port and http.adminPort must be within 0..65535");
            }
        }

        /** Whether the sockets speak TLS. */
        public boolean tls() {
            return !keyStore.isEmpty();
        }

        /** Whether only this machine reaches them; false also when the name of the host is not known. */
        public boolean isHere() {
            return Hosts.isHere(host);
        }

        @Override
        public String toString() {
            return "Http[host=" + host + ", port=" + port + ", adminPort=" + adminPort + ", tls=" + tls() + "]";
        }
    }

    /**
     * What may come in.
     *
     * @param maxBytes longest file
     * @param keepFreeBytes room that uploads leave on the disk for the records themselves
     */
    public record Uploads(long maxBytes, long keepFreeBytes) {
        public Uploads {
            if (maxBytes < 1 || keepFreeBytes < 0) {
                throw new IllegalArgumentException(
                        "uploads.maxBytes must be 1 or more, uploads.keepFreeBytes 0 or more");
            }
        }
    }

    /**
     * How long a sign-in lasts.
     *
     * @param idleMinutes without a request
     * @param absoluteHours whatever happens
     * @param secondFactor who signs in with a code as well
     */
    public record Sessions(int idleMinutes, int absoluteHours, SecondFactor secondFactor) {
        public Sessions {
            secondFactor = secondFactor == null ? new SecondFactor(List.of(), 0) : secondFactor;
            if (idleMinutes < 1 || absoluteHours < 1) {
                throw new IllegalArgumentException("sessions.idleMinutes and sessions.absoluteHours must be 1 or more");
            }
        }
    }

    /**
     * Who is to sign in with a code of an authenticator app as well. Whoever has set it up does, whatever stands here.
     *
     * @param ask roles, such as {@code administrator}, whose people are asked to set it up when they sign in; empty: nobody is
     * @param graceDays days, from the first time that somebody was asked on, on which they may put it off; after that nothing
     *     else is open to their sessions before they have; 0: at once
     */
    public record SecondFactor(List<String> ask, int graceDays) {
        public SecondFactor {
            ask = ask == null ? List.of() : List.copyOf(ask);
            for (String role : ask) {
                try {
                    if (Role.ofCode(role) == Role.WORKER) {
                        throw new IllegalArgumentException("workers are programs");
                    }
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "sessions.secondFactor.ask: '" + role + "' is no role of people; write a list such as"
                                    + " [administrator, privacy-officer]",
                            e);
                }
            }
            if (graceDays < 0 || graceDays > 365) {
                throw new IllegalArgumentException("sessions.secondFactor.graceDays must be within 0..365");
            }
        }

        /** The roles whose people are asked. */
        public Set<Role> roles() {
            return ask.stream().map(Role::ofCode).collect(Collectors.toSet());
        }
    }

    /** The same, asking these for a second factor. */
    public ServerConfig withSecondFactor(SecondFactor wanted) {
        return new ServerConfig(
                data,
                office,
                http,
                uploads,
                new Sessions(sessions.idleMinutes(), sessions.absoluteHours(), wanted),
                work,
                workers,
                reading,
                dictation,
                paper,
                filing,
                search,
                delivery,
                log,
                store,
                intake);
    }

    /**
     * How work is handed out.
     *
     * @param leaseSeconds how long a worker may be silent before its work goes to another
     * @param maxAttempts tries before a file is quarantined
     * @param firstRetrySeconds wait before the second try, doubled each time
     */
    public record Work(int leaseSeconds, int maxAttempts, int firstRetrySeconds) {
        public Work {
            if (leaseSeconds < 1 || maxAttempts < 1 || firstRetrySeconds < 0) {
                throw new IllegalArgumentException(
                        "work.leaseSeconds and work.maxAttempts must be 1 or more, work.firstRetrySeconds 0 or more");
            }
        }
    }

    /** The same, with this about what files itself. */
    public ServerConfig withFiling(FilingConfig itself) {
        return new ServerConfig(
                data, office, http, uploads, sessions, work, workers, reading, dictation, paper, itself, search,
                delivery, log, store, intake);
    }

    /** The same, searching like this. */
    public ServerConfig withSearch(SearchConfig how) {
        return new ServerConfig(
                data, office, http, uploads, sessions, work, workers, reading, dictation, paper, filing, how, delivery,
                log, store, intake);
    }

    /** The same, with packets leaving like this. */
    public ServerConfig withDelivery(DeliveryConfig ways) {
        return new ServerConfig(
                data, office, http, uploads, sessions, work, workers, reading, dictation, paper, filing, search, ways,
                log, store, intake);
    }

    /** The same, sealing what is kept like this. */
    public ServerConfig withStore(StoreConfig sealing) {
        return new ServerConfig(
                data, office, http, uploads, sessions, work, workers, reading, dictation, paper, filing, search,
                delivery, log, sealing, intake);
    }

    /** The file with the keys that what is kept is sealed with. */
    public Path keyFile() {
        return store.keyFileFor(data);
    }

    /** The same, reading in these languages. */
    public ServerConfig withLanguages(List<String> languages) {
        return new ServerConfig(
                data,
                office,
                http,
                uploads,
                sessions,
                work,
                workers,
                new Reading(languages),
                dictation,
                paper,
                filing,
                search,
                delivery,
                log,
                store,
                intake);
    }

    /**
     * How everything is read that comes in.
     *
     * @param languages of the pages, names of OCR data such as {@code eng} or {@code spa}, the likeliest first
     */
    public record Reading(List<String> languages) {
        public Reading {
            try {
                languages = ReadSettings.in(languages == null ? List.of() : languages)
                        .languages();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "reading.languages: " + e.getMessage() + "; write a list such as [eng, spa]", e);
            }
        }
    }

    /**
     * The worker that the server starts itself.
     *
     * @param count its readers, which is how many pages are read at once; 0 when workers are started elsewhere, -1 for
     *     what suits the machine
     */
    public record Workers(int count) {
        public Workers {
            if (count < -1) {
                throw new IllegalArgumentException("workers.count must be -1 or more");
            }
        }
    }

    /**
     * The paper behind the pages.
     *
     * @param keepDays days from an original's being logged to when it may be shredded, if nothing speaks against it
     */
    public record Paper(int keepDays) {
        public Paper {
            if (keepDays < 0 || keepDays > 36_500) {
                throw new IllegalArgumentException("paper.keepDays must be 0 to 36500");
            }
        }
    }

    /**
     * Where the log goes besides the files in {@code logs/}.
     *
     * @param console whether it is also written to standard output
     * @param level {@code INFO}, {@code DEBUG}, {@code WARN} …
     */
    public record Log(boolean console, String level) {}
}
