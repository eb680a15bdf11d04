package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Releases;
import org.chartroom.models.record.Slice;
import org.chartroom.models.release.AccountAsked;
import org.chartroom.models.release.Breach;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.KeptSuspension;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.PickupSignature;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseLink;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.SensitiveLabel;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiReleases implements Releases {
    private static final RowMapper<ReleaseRequest> REQUEST =
            (row, context) -> ReleaseColumns.request(text(row, "content"));

    private final Session session;
    private final JdbiBlobs blobs;

    JdbiReleases(Session session, JdbiBlobs blobs) {
        this.session = session;
        this.blobs = blobs;
    }

    /** A row of the queue with its place in it. */
    private record Queued(ReleaseRequest request, String due, long ordinal) {}

    @Override
    public void add(ReleaseRequest request, LocalDate due) {
        String content = ReleaseColumns.write(request);
        session.writing()
                .createUpdate("""
                        INSERT INTO release_request (id, facility, patient, due, open, content, version)
                        VALUES (:id, :facility, :patient, :due, 1, :content, :version)
                        """)
                .bind("id", request.id().value())
                .bind("facility", request.facility().value())
                .bind("patient", value(request.patient(), PatientId::value))
                .bind("due", due.toString())
                .bind("content", content)
                .bind("version", request.version())
                .execute();
        keep(request.id(), request.version(), content);
    }

    private void keep(ReleaseId id, int version, String content) {
        session.writing()
                .createUpdate(
                        "INSERT INTO release_version (request, version, content) VALUES (:id, :version, :content)")
                .bind("id", id.value())
                .bind("version", version)
                .bind("content", content)
                .execute();
    }

    @Override
    public Optional<ReleaseRequest> find(ReleaseId id) {
        return session.reading()
                .createQuery("SELECT content FROM release_request WHERE id = :id")
                .bind("id", id.value())
                .map(REQUEST)
                .findOne();
    }

    @Override
    public Slice<ReleaseRequest> queue(
            FacilityId facility, Optional<LocalDate> dueBy, Optional<String> cursor, int limit) {
        Place after = cursor.map(Place::of).orElse(Place.START);
        List<Queued> rows = session.reading()
                .createQuery("""
                        SELECT content, due, ordinal FROM release_request
                        WHERE facility = :facility AND open = 1 AND due <= :by AND (due, ordinal) > (:due, :ordinal)
                        ORDER BY due, ordinal LIMIT :limit
                        """)
                .bind("facility", facility.value())
                .bind("by", dueBy.map(LocalDate::toString).orElse("9999-12-31"))
                .bind("due", after.due())
                .bind("ordinal", after.ordinal())
                .bind("limit", limit + 1L)
                .map((row, context) -> new Queued(
                        ReleaseColumns.request(text(row, "content")), text(row, "due"), row.getLong("ordinal")))
                .list();
        List<Queued> shown = rows.subList(0, Math.min(limit, rows.size()));
        return new Slice<>(
                shown.stream().map(Queued::request).toList(),
                rows.size() > limit
                        ? Optional.of(
                                shown.getLast().due() + "." + shown.getLast().ordinal())
                        : Optional.empty());
    }

    /** Where a list of the queue ended. */
    private record Place(String due, long ordinal) {
        static final Place START = new Place("", 0);

        static Place of(String cursor) {
            int dot = cursor.indexOf('.');
            try {
                LocalDate due = LocalDate.parse(cursor.substring(0, Math.max(0, dot)));
                return new Place(due.toString(), Long.parseLong(cursor.substring(dot + 1)));
            } catch (DateTimeParseException | NumberFormatException e) {
                throw new IllegalArgumentException("that is no cursor of this list", e);
            }
        }
    }

    @Override
    public ReleaseRequest update(ReleaseRequest changed, LocalDate due, boolean open) {
        ReleaseRequest next = changed.atVersion(changed.version() + 1);
        List<PageChoice> before = find(next.id()).map(ReleaseRequest::pages).orElse(List.of());
        String content = ReleaseColumns.write(next);
        int done = session.writing()
                .createUpdate("""
                        UPDATE release_request SET patient = :patient, due = :due, open = :open, content = :content,
                          version = :next
                        WHERE id = :id AND version = :version
                        """)
                .bind("patient", value(next.patient(), PatientId::value))
                .bind("due", due.toString())
                .bind("open", open ? 1 : 0)
                .bind("content", content)
                .bind("next", next.version())
                .bind("id", next.id().value())
                .bind("version", changed.version())
                .execute();
        if (done != 1) {
            throw new ConflictException("the request was changed by somebody else meanwhile; look at it as it is now");
        }
        keep(next.id(), next.version(), content);
        Map<PageRef, Labels> known = new HashMap<>();
        before.forEach(
                page -> page.labels().ifPresent(labels -> known.put(page.facts().ref(), labels)));
        for (PageChoice page : next.pages()) {
            PageRef ref = page.facts().ref();
            page.labels().filter(labels -> !labels.equals(known.get(ref))).ifPresent(labels -> label(ref, labels));
        }
        return next;
    }

    /** A page as it lies now, and where it came from. */
    private record Lying(String source, int sourcePage, ArrivalId arrival) {}

    /** Only the latest decision counts, whichever request it was made in. */
    private void label(PageRef page, Labels decided) {
        Optional<Lying> lying = session.reading()
                .createQuery("""
                        SELECT p.source, p.source_page, d.arrival FROM page p JOIN document d ON d.id = p.document
                        WHERE p.document = :document AND p.number = :number
                        """)
                .bind("document", page.document().value())
                .bind("number", page.page())
                .map((row, context) ->
                        new Lying(text(row, "source"), row.getInt("source_page"), new ArrivalId(text(row, "arrival"))))
                .findOne();
        if (lying.isEmpty()) {
            return;
        }
        int changed = session.writing()
                .createUpdate("""
                        INSERT INTO page_sensitivity (source, source_page, decided_at, labels)
                        VALUES (:source, :page, :at, :labels)
                        ON CONFLICT (source, source_page) DO UPDATE
                          SET decided_at = excluded.decided_at, labels = excluded.labels
                          WHERE excluded.decided_at > decided_at
                        """)
                .bind("source", lying.get().source())
                .bind("page", lying.get().sourcePage())
                .bind("at", Columns.micros(decided.at()))
                .bind(
                        "labels",
                        decided.labels().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .execute();
        if (changed > 0) {
            session.changed(page.document(), lying.get().arrival());
        }
    }

    @Override
    public Map<Integer, Set<SensitiveLabel>> labels(DocumentId document) {
        return session
                .reading()
                .createQuery("""
                        SELECT p.number, s.labels FROM page p
                        JOIN page_sensitivity s ON s.source = p.source AND s.source_page = p.source_page
                        WHERE p.document = :document AND s.labels <> ''
                        """)
                .bind("document", document.value())
                .map((row, context) -> Map.entry(row.getInt("number"), labels(text(row, "labels"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<SensitiveLabel> labels(String names) {
        return Arrays.stream(names.split(" ")).map(SensitiveLabel::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<ReleaseRequest> versions(ReleaseId id) {
        return session.reading()
                .createQuery("SELECT content FROM release_version WHERE request = :id ORDER BY version")
                .bind("id", id.value())
                .map(REQUEST)
                .list();
    }

    @Override
    public Slice<ReleaseRequest> latest(FacilityId facility, Optional<String> cursor, int limit) {
        long before = cursor.map(Long::parseLong).orElse(Long.MAX_VALUE);
        List<Queued> rows = session.reading()
                .createQuery("""
                        SELECT content, due, ordinal FROM release_request WHERE facility = :facility AND ordinal < :before
                        ORDER BY ordinal DESC LIMIT :limit
                        """)
                .bind("facility", facility.value())
                .bind("before", before)
                .bind("limit", limit + 1L)
                .map((row, context) -> new Queued(
                        ReleaseColumns.request(text(row, "content")), text(row, "due"), row.getLong("ordinal")))
                .list();
        List<Queued> shown = rows.subList(0, Math.min(limit, rows.size()));
        return new Slice<>(
                shown.stream().map(Queued::request).toList(),
                rows.size() > limit ? Optional.of(Long.toString(shown.getLast().ordinal())) : Optional.empty());
    }

    @Override
    public void addPaper(ReleaseId id, ReleasePaper paper) {
        append("release_paper", id, paper);
    }

    @Override
    public List<ReleasePaper> papers(ReleaseId id) {
        return session.reading()
                .createQuery("SELECT content FROM release_paper WHERE request = :id ORDER BY ordinal")
                .bind("id", id.value())
                .map((row, context) -> ReleaseColumns.read(text(row, "content"), ReleasePaper.class))
                .list();
    }

    @Override
    public void keepBreach(ReleaseId id, Breach breach) {
        append("release_breach", id, breach);
    }

    private void append(String table, ReleaseId id, Object what) {
        session.writing()
                .createUpdate("INSERT INTO " + table + " (request, content) VALUES (:id, :content)")
                .bind("id", id.value())
                .bind("content", ReleaseColumns.write(what))
                .execute();
    }

    @Override
    public Optional<Breach> breach(ReleaseId id) {
        return session.reading()
                .createQuery("SELECT content FROM release_breach WHERE request = :id ORDER BY ordinal DESC LIMIT 1")
                .bind("id", id.value())
                .map((row, context) -> ReleaseColumns.read(text(row, "content"), Breach.class))
                .findOne();
    }

    @Override
    public void keepPacket(ReleaseId id, Blob packet) {
        if (packet(id, packet.sha256()).isPresent()) {
            return;
        }
        blobs.name(packet);
        session.writing()
                .createUpdate("INSERT INTO release_packet (request, sha256, file) VALUES (:id, :sha256, :file)")
                .bind("id", id.value())
                .bind("sha256", packet.sha256())
                .bind("file", packet.ref().value())
                .execute();
    }

    @Override
    public Optional<Blob> packet(ReleaseId id, String sha256) {
        return session.reading()
                .createQuery("""
                        SELECT b.ref, b.sha256, b.bytes, b.media_type FROM release_packet p JOIN blob b ON b.ref = p.file
                        WHERE p.request = :id AND p.sha256 = :sha256 AND b.sha256 = p.sha256
                        """)
                .bind("id", id.value())
                .bind("sha256", sha256)
                .map((row, context) -> JdbiBlobs.blob(row, ""))
                .findOne();
    }

    @Override
    public void disclose(Disclosure entry) {
        int done = session.writing()
                .createUpdate("""
                        INSERT INTO disclosure (id, patient, at, content) VALUES (:id, :patient, :at, :content)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind("id", entry.id().value())
                .bind("patient", entry.patient().value())
                .bind("at", Columns.micros(entry.at()))
                .bind("content", ReleaseColumns.write(entry))
                .execute();
        if (done != 1) {
            throw new ConflictException("the account has that entry; a correction is a new one that supersedes it");
        }
    }

    @Override
    public List<Disclosure> disclosures(PatientId patient) {
        return session.reading()
                .createQuery(PatientTables.CHART
                        + "SELECT content FROM disclosure WHERE patient IN (SELECT id FROM part) ORDER BY at, ordinal")
                .bind("patient", patient.value())
                .map((row, context) -> ReleaseColumns.disclosure(text(row, "content")))
                .list();
    }

    @Override
    public void suspend(KeptSuspension suspension) {
        addToAccount("account_suspension", suspension.id(), suspension.patient(), suspension);
    }

    @Override
    public List<KeptSuspension> suspensions(PatientId patient) {
        return ofAccount("account_suspension", patient, KeptSuspension.class);
    }

    @Override
    public void accountAsked(AccountAsked asked) {
        addToAccount("account_asked", asked.id(), asked.patient(), asked);
    }

    @Override
    public List<AccountAsked> accountsAsked(PatientId patient) {
        return ofAccount("account_asked", patient, AccountAsked.class);
    }

    private void addToAccount(String table, String id, PatientId patient, Object what) {
        session.writing()
                .createUpdate("INSERT INTO " + table + " (id, patient, content) VALUES (:id, :patient, :content)")
                .bind("id", id)
                .bind("patient", patient.value())
                .bind("content", ReleaseColumns.write(what))
                .execute();
    }

    private <T> List<T> ofAccount(String table, PatientId patient, Class<T> type) {
        return session.reading()
                .createQuery(PatientTables.CHART + "SELECT content FROM " + table
                        + " WHERE patient IN (SELECT id FROM part) ORDER BY ordinal")
                .bind("patient", patient.value())
                .map((row, context) -> ReleaseColumns.read(text(row, "content"), type))
                .list();
    }

    @Override
    public void addLink(ReleaseLink link) {
        session.writing()
                .createUpdate("""
                        INSERT INTO release_link (token_sha256, request, packet_sha256, file_sha256, code_sha256, expires_at,
                          wrong_codes, fetched_at)
                        VALUES (:token, :request, :packet, :file, :code, :expires, :wrong, :fetched)
                        """)
                .bind("token", link.tokenSha256())
                .bind("request", link.release().value())
                .bind("packet", link.packetSha256())
                .bind("file", link.fileSha256())
                .bind("code", link.codeSha256())
                .bind("expires", Columns.micros(link.expiresAt()))
                .bind("wrong", link.wrongCodes())
                .bind("fetched", Columns.micros(link.fetchedAt()))
                .execute();
    }

    @Override
    public Optional<ReleaseLink> link(String tokenSha256) {
        return session.reading()
                .createQuery("""
                        SELECT token_sha256, request, packet_sha256, coalesce(file_sha256, packet_sha256) AS file_sha256,
                          code_sha256, expires_at, wrong_codes, fetched_at
                        FROM release_link WHERE token_sha256 = :token
                        """)
                .bind("token", tokenSha256)
                .map((row, context) -> new ReleaseLink(
                        text(row, "token_sha256"),
                        new ReleaseId(text(row, "request")),
                        text(row, "packet_sha256"),
                        text(row, "file_sha256"),
                        text(row, "code_sha256"),
                        Columns.instant(row, "expires_at"),
                        row.getInt("wrong_codes"),
                        Columns.maybeInstant(row, "fetched_at")))
                .findOne();
    }

    @Override
    public void updateLink(ReleaseLink link) {
        session.writing()
                .createUpdate("UPDATE release_link SET wrong_codes = :wrong, fetched_at = :fetched"
                        + " WHERE token_sha256 = :token")
                .bind("wrong", link.wrongCodes())
                .bind("fetched", Columns.micros(link.fetchedAt()))
                .bind("token", link.tokenSha256())
                .execute();
    }

    @Override
    public void addDelivery(Delivery delivery) {
        int done = session.writing()
                .createUpdate("""
                        INSERT INTO release_delivery (id, request, state, next_at, content)
                        VALUES (:id, :request, :state, :next, :content) ON CONFLICT (request) DO NOTHING
                        """)
                .bind("id", delivery.id())
                .bind("request", delivery.release().value())
                .bind("state", delivery.state().name())
                .bind("next", Columns.micros(delivery.nextTry()))
                .bind("content", ReleaseColumns.write(delivery))
                .execute();
        if (done != 1) {
            throw new ConflictException("the packet of this request is on its way; it is not sent twice");
        }
    }

    @Override
    public Optional<Delivery> delivery(ReleaseId id) {
        return session.reading()
                .createQuery("SELECT content FROM release_delivery WHERE request = :id")
                .bind("id", id.value())
                .map((row, context) -> ReleaseColumns.read(text(row, "content"), Delivery.class))
                .findOne();
    }

    @Override
    public List<Delivery> deliveries(Delivery.State state, int limit) {
        return session.reading()
                .createQuery("SELECT content FROM release_delivery WHERE state = :state ORDER BY ordinal LIMIT :limit")
                .bind("state", state.name())
                .bind("limit", limit)
                .map((row, context) -> ReleaseColumns.read(text(row, "content"), Delivery.class))
                .list();
    }

    @Override
    public void updateDelivery(Delivery changed, Delivery.State before) {
        int done = before.mayLeave() || !changed.state().mayLeave()
                ? session.writing()
                        .createUpdate("""
                                UPDATE release_delivery SET state = :state, next_at = :next, content = :content
                                WHERE id = :id AND state = :before
                                """)
                        .bind("state", changed.state().name())
                        .bind("next", Columns.micros(changed.nextTry()))
                        .bind("content", ReleaseColumns.write(changed))
                        .bind("id", changed.id())
                        .bind("before", before.name())
                        .execute()
                : 0;
        if (done != 1) {
            throw new ConflictException("the delivery is not as it was; look at it as it is now");
        }
    }

    @Override
    public void addSignature(PickupSignature signature, Optional<Blob> image) {
        if (signature(signature.release()).isPresent()) {
            throw new ConflictException("somebody signed for this packet before");
        }
        image.ifPresent(blobs::name);
        session.writing()
                .createUpdate("INSERT INTO release_signature (request, image, content) VALUES (:id, :image, :content)")
                .bind("id", signature.release().value())
                .bind("image", value(image, each -> each.ref().value()))
                .bind("content", ReleaseColumns.write(signature))
                .execute();
    }

    @Override
    public Optional<PickupSignature> signature(ReleaseId id) {
        return session.reading()
                .createQuery("SELECT content FROM release_signature WHERE request = :id")
                .bind("id", id.value())
                .map((row, context) -> ReleaseColumns.read(text(row, "content"), PickupSignature.class))
                .findOne();
    }

    @Override
    public Optional<Blob> signatureImage(ReleaseId id) {
        return session.reading()
                .createQuery("""
                        SELECT b.ref, b.sha256, b.bytes, b.media_type FROM release_signature s JOIN blob b ON b.ref = s.image
                        WHERE s.request = :id
                        """)
                .bind("id", id.value())
                .map((row, context) -> JdbiBlobs.blob(row, ""))
                .findOne();
    }
}
