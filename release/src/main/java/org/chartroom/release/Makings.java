package org.chartroom.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.RecordingChoice;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Scope;

/** What a packet is made of, as one hash: when any of it changes, the packet is void, and with it what was approved. */
public final class Makings {
    private final MessageDigest digest;

    private Makings() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash, in lower-case hex, of patient, requester, recipient, basis, scope, pages and what was decided of them. */
    public static String of(ReleaseRequest request) {
        Makings makings = new Makings();
        makings.request(request);
        return HexFormat.of().formatHex(makings.digest.digest());
    }

    /** The same with what goes along of amendments and disagreements: {@link Subject#amendments}. */
    public static String of(ReleaseRequest request, String amendments) {
        if (amendments.isEmpty()) {
            return of(request);
        }
        Makings makings = new Makings();
        makings.request(request);
        makings.put("amendments");
        makings.put(amendments);
        return HexFormat.of().formatHex(makings.digest.digest());
    }

    private void request(ReleaseRequest request) {
        put(request.id().value());
        put(request.type().name());
        put(request.patient().map(Object::toString).orElse(""));
        put(request.recipient().name());
        put(request.recipient().address());
        put(request.purpose());
        put(request.justification());
        scope(request.scope());
        request.verification()
                .ifPresent(proof -> put(proof.authority() + "|" + proof.method() + "|" + proof.evidence() + "|"
                        + proof.authorityEvidence()));
        request.basis().ifPresent(proof -> {
            put(proof.basis().name());
            put(proof.note());
            proof.authorization().ifPresent(this::form);
            // Their components are texts, flags, days and records of these: what they print is theirs alone.
            proof.part2().ifPresent(consent -> put(consent.toString()));
            proof.legal().ifPresent(paper -> put(paper.toString()));
        });
        for (PageChoice page : request.pages()) {
            page(page);
        }
        // Their components are ids, numbers and hashes: what they print is theirs alone.
        for (RecordingChoice recording : request.recordings()) {
            put("recording");
            put(recording.toString());
        }
    }

    private void form(Authorization form) {
        put(form.description());
        put(form.discloser());
        put(form.recipient());
        put(form.purpose());
        put(form.expiry().toString());
        put(form.signed().toString());
        put(form.statements().toString());
        put(form.knowledge().toString());
        scope(form.scope());
    }

    private void scope(Scope scope) {
        put(scope.from() + "|" + scope.to());
        scope.types().stream().sorted().forEach(this::put);
        put("labels");
        scope.labels().stream().sorted().forEach(label -> put(label.name()));
    }

    private void page(PageChoice page) {
        put(page.facts().ref().toString());
        put(page.facts().sha256());
        put(page.withheld());
        page.labels().ifPresent(this::labels);
        for (RedactionBox box : page.boxes()) {
            put(box.toString());
        }
    }

    private void labels(Labels labels) {
        labels.labels().stream().sorted().forEach(label -> put(label.name()));
        labels.permits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(permit -> put(permit.getKey() + "=" + permit.getValue()));
    }

    /** With its length before it, so that two texts never run into one another. */
    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
