package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.api.releases.DeskDoor.Answer;
import org.chartroom.api.releases.RequestModel.Chart;
import org.chartroom.api.releases.RequestModel.Form;
import org.chartroom.api.releases.RequestModel.Leaf;
import org.chartroom.api.releases.RequestModel.Made;
import org.chartroom.api.releases.RequestModel.Sheet;
import org.chartroom.models.record.Role;

/**
 * Makes random calls at the release desk, most of them sensible, and holds every answer and every byte that comes out against its own
 * {@link RequestModel} of each request. One walker has its requests for itself; several may walk at once.
 */
final class DeskWalker {
    private static final String RECIPIENT = "Firm of Oak";
    private static final Map<String, Object> BOX =
            Map.of("x", 0.5, "y", 0.5, "width", 0.2, "height", 0.1, "why", "somebody else");
    static final String MAIL = "records@oak.example";
    private static final String FAX = "312-555-0100";
    private static final String STREET = "1 Elm St";
    private static final List<String> ADDRESSES =
            List.of(MAIL, MAIL, "records@ash.example", "records@ash.example", FAX, FAX, FAX, STREET, STREET);
    private static final int AT_ONCE = 6;
    private static final int COVER = 1;

    private final Random random;
    private final List<Chart> charts;
    private final AtomicInteger packets;
    private final List<RequestModel> requests = new ArrayList<>();
    private final Map<String, Integer> taken = new LinkedHashMap<>();
    private DeskDoor door;
    private int keys;
    private final String name;
    private String tornKey = "";

    /** @param packets how many may still be made: each takes seconds */
    DeskWalker(String name, long seed, List<Chart> charts, AtomicInteger packets, DeskDoor door) {
        this.name = name;
        this.random = new Random(seed);
        this.charts = charts;
        this.packets = packets;
        this.door = door;
    }

    List<RequestModel> requests() {
        return requests;
    }

    /** How often each step was answered in which way. */
    Map<String, Integer> taken() {
        return taken;
    }

    /** Something that must never be. */
    private static AssertionError wrong(RequestModel request, String what) {
        return new AssertionError("request " + request.id + " (" + request.state() + "): " + what);
    }

    private boolean odds(int of) {
        return random.nextInt(of) == 0;
    }

    private Role releasing() {
        return random.nextBoolean() ? Role.RECORDS_CLERK : Role.PRIVACY_OFFICER;
    }

    /** Goes on at another door after a crash: what is there now must be what was there before the torn call, or after it. */
    void resumeAt(DeskDoor again) throws IOException {
        door = again;
        for (RequestModel request : requests) {
            JsonNode view = view(request);
            int version = view.path("version").asInt();
            Consumer<JsonNode> effect = request.torn;
            request.torn = null;
            // The outbox, too, writes what became of it.
            boolean goesOn = request.sent || !view.at("/handover/delivery").isEmpty();
            if (effect != null && (version == request.version + 1 || version > request.version && goesOn)) {
                effect.accept(view);
            } else if (version != request.version && !request.sent) {
                throw wrong(request, "is version " + version + " after the crash; it was " + request.version);
            }
            request.version = version;
            if (request.sent) {
                OnItsWay.agrees(request, view);
            } else {
                agrees(request, view);
            }
            account(request);
        }
        if (!tornKey.isEmpty()) {
            create(tornKey);
        }
    }

    /** One call. */
    void step() throws IOException {
        long live = requests.stream().filter(each -> !each.over).count();
        if (live == 0 || live < AT_ONCE && odds(6) || odds(150)) {
            create(name + "-" + keys++);
            return;
        }
        List<RequestModel> goingOn =
                requests.stream().filter(each -> !each.over).toList();
        RequestModel request = goingOn.isEmpty() || odds(12)
                ? requests.get(random.nextInt(requests.size()))
                : goingOn.get(goingOn.size() - 1 - random.nextInt(Math.min(AT_ONCE, goingOn.size())));
        // Once a packet is made, less is undone: it took seconds.
        if (odds(request.packet == null ? 3 : 6)) {
            any(request);
        } else {
            next(request);
        }
    }

    private void create(String key) throws IOException {
        // The key decides, so that a call that is repeated after a crash asks for the same.
        Random of = new Random(key.hashCode());
        boolean attorney = of.nextInt(3) != 0;
        boolean confirmed = of.nextInt(12) != 0;
        String address = ADDRESSES.get(of.nextInt(ADDRESSES.size()));
        tornKey = key;
        Answer answer = door.post(
                Role.INTAKE,
                "/releases",
                Map.of(
                        "type",
                        attorney ? "ATTORNEY" : "PATIENT",
                        "requester",
                        attorney ? RECIPIENT : "Ada Lovering",
                        "channel",
                        "MAIL",
                        "recipient",
                        to(address, confirmed),
                        "scope",
                        Map.of("from", "2026-01-01", "to", "2026-06-30"),
                        "purpose",
                        "a claim"),
                "Idempotency-Key",
                key);
        tornKey = "";
        if (answer.status() != 201) {
            throw new AssertionError("not logged: " + answer.text());
        }
        JsonNode view = answer.body();
        String id = view.path("id").asText();
        if (requests.stream().noneMatch(each -> each.id.equals(id))) {
            requests.add(new RequestModel(
                    id, attorney, address, confirmed, view.path("version").asInt()));
        }
        taken.merge("create 201", 1, Integer::sum);
    }

    private static Map<String, String> to(String address, boolean confirmed) {
        return Map.of("name", RECIPIENT, "address", address, "addressAgain", confirmed ? address : "1 Elm Rd");
    }

    private void recipient(RequestModel request) throws IOException {
        String address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
        boolean confirmed = !odds(6);
        call(request, releasing(), "request", Map.of("recipient", to(address, confirmed)), !request.handed, _ -> {
            request.address = address;
            request.addressConfirmed = confirmed;
        });
    }

    /** What a person would do next. */
    private void next(RequestModel request) throws IOException {
        if (request.sent) {
            new OnItsWay(door, random, taken).step(request);
            account(request);
        } else if (!request.aside.isEmpty()) {
            resume(request);
        } else if (request.handed) {
            if (request.fetched && odds(2)) {
                any(request);
            } else {
                fetch(request);
            }
        } else if (request.chart == null || !request.twoAgree) {
            patient(request);
        } else if (!request.verified) {
            verify(request);
        } else if (request.state().equals("REQUESTER_VERIFIED")) {
            basis(request);
        } else if (request.sheets.isEmpty()) {
            select(request);
        } else if (!request.readyForPages()) {
            tidy(request);
        } else if (!request.everyPageProven()) {
            prove(request);
        } else if (!request.redactionDecided) {
            redact(request);
        } else if (!request.hasPacket()) {
            pack(request);
        } else if (!request.addressConfirmed) {
            recipient(request);
        } else if (!request.isApproved()) {
            approve(request);
        } else {
            deliver(request);
        }
    }

    private void any(RequestModel request) throws IOException {
        if (request.sent) {
            next(request);
            return;
        }
        switch (random.nextInt(21)) {
            case 20 -> recipient(request);
            case 0 -> patient(request);
            case 1 -> verify(request);
            case 2 -> basis(request);
            case 3 -> select(request);
            case 4, 5 -> label(request);
            case 6 -> withhold(request);
            case 7 -> checkPages(request);
            case 8 -> seen(request);
            case 9 -> redact(request);
            case 10 -> pack(request);
            case 11, 12 -> approve(request);
            case 13, 14 -> deliver(request);
            case 15 -> fetch(request);
            case 16 -> pend(request);
            case 17 -> resume(request);
            case 18 -> {
                if (odds(3)) {
                    deny(request);
                } else {
                    recall(request);
                }
            }
            default -> revoke(request);
        }
    }

    /** Calls a step; the model says whether it may be taken and what it makes of the request. */
    private void call(
            RequestModel request, Role role, String step, Object body, boolean allowed, Consumer<JsonNode> effect)
            throws IOException {
        Role by = odds(25) ? (random.nextBoolean() ? Role.CLINICIAN : Role.INTAKE) : role;
        boolean stale = odds(25);
        request.torn = effect;
        Answer answer = door.post(
                by,
                "/releases/" + request.id + "/" + step,
                body,
                "If-Match",
                "\"" + (stale ? request.version - 1 : request.version) + "\"");
        request.torn = null;
        taken.merge(step + " " + answer.status(), 1, Integer::sum);
        boolean mayCall = by == role && !stale;
        if (answer.status() == 200) {
            if (!mayCall || !allowed) {
                throw wrong(
                        request,
                        step + " by " + by + " was taken and must not be: " + body
                                + (stale ? " with a version that is over" : ""));
            }
            JsonNode view = answer.body();
            effect.accept(view);
            JsonNode kept = view.has("release") ? view.get("release") : view;
            request.version = kept.path("version").asInt();
            agrees(request, kept);
        } else if (answer.status() >= 500) {
            throw wrong(request, step + " failed: " + answer.text());
        } else if (mayCall && allowed) {
            throw wrong(request, step + " was refused though nothing stands against it: " + answer.text());
        } else if (by != role && answer.status() != 403) {
            throw wrong(request, step + " by " + by + " was answered " + answer.status());
        }
    }

    private void agrees(RequestModel request, JsonNode view) {
        if (!view.path("state").asText().equals(request.state())) {
            throw wrong(request, "the desk says it is " + view.path("state").asText());
        }
        if (view.path("pages").size() != request.sheets.size()) {
            throw wrong(request, "the desk has " + view.path("pages").size() + " pages");
        }
    }

    private JsonNode view(RequestModel request) throws IOException {
        Answer answer = door.get(Role.PRIVACY_OFFICER, "/releases/" + request.id);
        if (answer.status() != 200) {
            throw wrong(request, "cannot be looked at: " + answer.text());
        }
        return answer.body();
    }

    private void patient(RequestModel request) throws IOException {
        Chart chart = charts.get(random.nextInt(charts.size()));
        boolean two = !odds(5);
        call(
                request,
                releasing(),
                "patient",
                Map.of("patientId", chart.patient(), "agreed", two ? List.of("NAME", "BIRTH_DATE") : List.of("NAME")),
                !request.handed,
                _ -> {
                    if (!chart.equals(request.chart)) {
                        request.sheets.clear();
                        request.redactionDecided = false;
                    }
                    request.chart = chart;
                    request.twoAgree = two;
                });
    }

    private void verify(RequestModel request) throws IOException {
        String evidence = odds(6) ? "" : "seen " + random.nextInt(2);
        boolean right = !odds(6);
        String authority = request.attorney == right ? "ORGANISATION" : "PATIENT";
        call(
                request,
                releasing(),
                "verify-identity",
                Map.of(
                        "method",
                        "CALL_BACK",
                        "evidence",
                        evidence,
                        "authority",
                        authority,
                        "authorityEvidence",
                        "letterhead"),
                !request.handed,
                _ -> {
                    request.verified = right && !evidence.isEmpty();
                    request.verification = authority + evidence;
                });
    }

    private void basis(RequestModel request) throws IOException {
        boolean right = !odds(8);
        boolean byForm = request.attorney == right;
        if (!byForm) {
            call(request, releasing(), "authorization", Map.of("basis", "ACCESS"), !request.handed, _ -> {
                request.basis = "ACCESS";
                request.basisGood = !request.attorney;
                request.form = null;
                request.revoked = false;
            });
            return;
        }
        String variant = switch (random.nextInt(8)) {
            case 0 -> "no purpose";
            case 1 -> "expired";
            case 2 -> "another recipient";
            default -> "good";
        };
        LocalDate signed = LocalDate.of(2026, 1, 5).plusMonths(random.nextInt(4));
        Map<String, Object> form = new HashMap<>(Map.of(
                "description",
                "notes of 2026",
                "discloser",
                "this office",
                "recipient",
                variant.equals("another recipient") ? "Firm of Ash" : RECIPIENT,
                "purpose",
                variant.equals("no purpose") ? "" : "a claim",
                "expires",
                Map.of("on", variant.equals("expired") ? "2026-01-31" : "2099-12-31"),
                "signed",
                Map.of("by", "Ada Lovering", "on", signed.toString()),
                "saysRevocation",
                true,
                "saysConditioning",
                true,
                "saysRedisclosure",
                true,
                "plainLanguage",
                true));
        call(
                request,
                releasing(),
                "authorization",
                Map.of("basis", "AUTHORIZATION", "authorization", form),
                !request.handed,
                _ -> {
                    request.basis = variant + signed;
                    request.basisGood = request.attorney;
                    request.form = new Form(variant.equals("good"), signed, variant);
                    // A form that was revoked stays revoked, whoever enters it again.
                    request.revoked = request.revokedSigned != null && !signed.isAfter(request.revokedSigned);
                });
    }

    private void select(RequestModel request) throws IOException {
        Chart chart = request.chart;
        if (chart == null) {
            call(request, releasing(), "select", Map.of(), false, _ -> {});
            return;
        }
        Role by = releasing();
        List<String> documents =
                chart.leaves().stream().map(Leaf::document).distinct().toList();
        boolean named = odds(3);
        List<String> chosen =
                documents.stream().filter(_ -> random.nextBoolean()).toList();
        List<Leaf> wanted = chart.leaves().stream()
                .filter(leaf -> named ? chosen.contains(leaf.document()) : leaf.inScope())
                .toList();
        call(request, by, "select", named ? Map.of("documents", chosen) : Map.of(), !request.handed, view -> {
            Map<Leaf, Sheet> sheets = new LinkedHashMap<>();
            for (JsonNode line : view.path("pages")) {
                Leaf leaf = wanted.stream()
                        .filter(each ->
                                each.document().equals(line.path("document").asText())
                                        && each.page() == line.path("page").asInt())
                        .findFirst()
                        .orElseThrow(() -> wrong(request, "selected a page that was not asked for: " + line));
                Sheet before = request.sheets.get(leaf);
                sheets.put(leaf, before == null ? new Sheet(leaf) : before);
            }
            if (sheets.size() != wanted.size()) {
                throw wrong(request, "left out pages that were asked for");
            }
            request.sheets = sheets;
            request.collector = by;
        });
    }

    private static Map<String, Object> at(Leaf leaf) {
        return Map.of("document", leaf.document(), "page", leaf.page());
    }

    private List<Sheet> some(RequestModel request) {
        return request.sheets.values().stream().filter(_ -> odds(3)).toList();
    }

    private static List<Map<String, Object>> places(List<Sheet> sheets) {
        return sheets.stream().map(sheet -> at(sheet.leaf)).toList();
    }

    private void label(RequestModel request) throws IOException {
        label(request, some(request), random.nextInt(4));
    }

    private void label(RequestModel request, List<Sheet> pages, int kind) throws IOException {
        boolean hiv = kind == 1 || kind == 2;
        boolean permit = kind == 2;
        Map<String, Object> body = new HashMap<>(Map.of("pages", places(pages)));
        body.put("labels", hiv ? List.of("HIV") : List.of());
        body.put("permits", permit ? Map.of("HIV", "the form names HIV results") : Map.of());
        call(
                request,
                releasing(),
                "label",
                body,
                !request.handed,
                _ -> pages.forEach(sheet -> {
                    sheet.decided = true;
                    sheet.labels = hiv ? "HIV" : "";
                    sheet.permitted = permit;
                }));
    }

    private void withhold(RequestModel request) throws IOException {
        withhold(request, some(request), odds(3) ? "" : "kept");
    }

    private void withhold(RequestModel request, List<Sheet> pages, String reason) throws IOException {
        call(
                request,
                releasing(),
                "withhold",
                Map.of("pages", places(pages), "reason", reason),
                !request.handed,
                _ -> pages.forEach(sheet -> sheet.withheld = reason));
    }

    /** Decides of what is undecided, keeps back what must not go. */
    private void tidy(RequestModel request) throws IOException {
        List<Sheet> all = List.copyOf(request.sheets.values());
        List<Sheet> undecided = all.stream().filter(sheet -> !sheet.decided).toList();
        List<Sheet> mustStay = request.going().stream()
                .filter(sheet -> !sheet.leaf.inScope()
                        || sheet.leaf.light() == RequestModel.Light.RED
                        || !sheet.labels.isEmpty() && !sheet.permitted)
                .toList();
        if (!undecided.isEmpty()) {
            label(request, undecided, odds(6) ? 2 : 0);
        } else if (!mustStay.isEmpty()) {
            withhold(request, mustStay, "kept");
        } else {
            select(request);
        }
    }

    private void checkPages(RequestModel request) throws IOException {
        call(request, releasing(), "check-pages", Map.of(), !request.handed && request.chart != null, view -> {
            for (JsonNode line : view.path("pages")) {
                sheet(request, line).checked = true;
            }
        });
        if (request.handed || request.chart == null) {
            return;
        }
        for (JsonNode line : view(request).path("pages")) {
            Sheet sheet = sheet(request, line);
            if (sheet.checked
                    && !line.path("identity").asText().equals(sheet.leaf.light().name())) {
                throw wrong(
                        request, "a page that is " + sheet.leaf.light() + " is said to be " + line.path("identity"));
            }
        }
    }

    private static Sheet sheet(RequestModel request, JsonNode line) {
        return request.sheets.values().stream()
                .filter(each ->
                        each.leaf.document().equals(line.path("document").asText())
                                && each.leaf.page() == line.path("page").asInt())
                .findFirst()
                .orElseThrow(() -> wrong(request, "has a page that nobody selected: " + line));
    }

    private void seen(RequestModel request) throws IOException {
        seen(request, some(request), releasing(), odds(4));
    }

    private void seen(RequestModel request, List<Sheet> pages, Role by, boolean excused) throws IOException {
        call(
                request,
                by,
                "seen",
                Map.of("pages", places(pages), "exception", excused ? "nobody else is here" : ""),
                !request.handed,
                _ -> pages.stream().filter(sheet -> sheet.checked).forEach(sheet -> {
                    sheet.seenBy = by;
                    sheet.excused = excused;
                }));
    }

    private void prove(RequestModel request) throws IOException {
        if (request.going().stream().anyMatch(sheet -> !sheet.checked)) {
            checkPages(request);
            return;
        }
        List<Sheet> red = request.going().stream()
                .filter(sheet -> sheet.leaf.light() == RequestModel.Light.RED)
                .toList();
        if (!red.isEmpty()) {
            withhold(request, red, "another patient's");
            return;
        }
        Role other = request.collector == Role.RECORDS_CLERK ? Role.PRIVACY_OFFICER : Role.RECORDS_CLERK;
        seen(request, request.going(), other, false);
    }

    private void redact(RequestModel request) throws IOException {
        List<Sheet> pages = odds(2) ? some(request) : List.of();
        boolean complete = !odds(6);
        call(
                request,
                releasing(),
                "redact",
                Map.of(
                        "complete",
                        complete,
                        "pages",
                        pages.stream()
                                .map(sheet -> Map.of(
                                        "document",
                                        sheet.leaf.document(),
                                        "page",
                                        sheet.leaf.page(),
                                        "boxes",
                                        sheet.boxed ? List.of() : List.of(BOX)))
                                .toList()),
                !request.handed,
                _ -> {
                    pages.forEach(sheet -> sheet.boxed = !sheet.boxed);
                    request.redactionDecided = complete;
                });
    }

    private void pack(RequestModel request) throws IOException {
        boolean allowed = request.mayPackage();
        if (allowed && packets.getAndDecrement() <= 0) {
            any(request);
            return;
        }
        Role collector = request.collector;
        Role by = collector == null || odds(4) ? releasing() : collector;
        call(
                request,
                by,
                "package",
                Map.of(),
                allowed,
                view -> request.packet =
                        new Made(view.at("/packet/sha256").asText(), by, request.makings(), request.frozen()));
        Made made = request.packet;
        if (allowed && request.hasPacket() && made != null) {
            Answer answer = door.get(releasing(), "/releases/" + request.id + "/packet");
            if (answer.status() != 200) {
                throw wrong(request, "the packet cannot be looked at: " + answer.text());
            }
            holds(request, made, answer.bytes());
        }
    }

    private void approve(RequestModel request) throws IOException {
        Made made = request.packet;
        Role by = made == null || odds(3)
                ? releasing()
                : made.by() == Role.RECORDS_CLERK ? Role.PRIVACY_OFFICER : Role.RECORDS_CLERK;
        String right = made == null ? "00".repeat(32) : made.sha256();
        String sha256 = odds(6) ? "ab".repeat(32) : right;
        boolean alone = odds(5);
        call(
                request,
                by,
                "approve",
                Map.of("sha256", sha256, "exception", alone ? "nobody else is here" : ""),
                request.mayApprove(by, sha256, alone),
                _ -> {
                    request.approvedSha256 = sha256;
                    request.approvedBy = by;
                    request.approvedAlone = alone;
                });
    }

    private void deliver(RequestModel request) throws IOException {
        History.Way way = odds(6) ? any(History.Way.values()) : fitting(request.address);
        boolean reaches = switch (way) {
            case MAIL -> request.address.indexOf('@') > 0;
            case FAX -> request.address.equals(FAX);
            case DOWNLOAD, PICKUP -> true;
        };
        boolean may = request.mayDeliver() && reaches;
        if (way == History.Way.PICKUP) {
            atTheDesk(request);
        } else if (may && odds(2)) {
            deliverTwice(request, way);
        } else {
            call(
                    request,
                    releasing(),
                    "deliver",
                    Map.of("way", way.name()),
                    may,
                    answer -> handed(request, way, answer));
        }
        account(request);
    }

    private History.Way any(History.Way... ways) {
        return ways[random.nextInt(ways.length)];
    }

    private History.Way fitting(String address) {
        return switch (address) {
            case FAX -> History.Way.FAX;
            case STREET -> any(History.Way.DOWNLOAD, History.Way.PICKUP);
            default -> History.Way.MAIL;
        };
    }

    /** Who stands at the desk signs for what is handed over. */
    private void atTheDesk(RequestModel request) throws IOException {
        Made made = request.packet;
        String right = made == null ? "00".repeat(32) : made.sha256();
        boolean signed = !odds(6);
        call(
                request,
                releasing(),
                "pickup",
                Map.of(
                        "sha256",
                        signed ? right : "ab".repeat(32),
                        "signer",
                        "Olive Oak",
                        "identity",
                        "PHOTO_ID",
                        "evidence",
                        "licence, ends 88",
                        "agreed",
                        true),
                request.mayDeliver() && signed,
                _ -> {
                    request.handed = true;
                    request.fetched = true;
                    request.accounted++;
                });
    }

    private static void handed(RequestModel request, History.Way way, JsonNode answer) {
        request.handed = true;
        request.sent = way == History.Way.MAIL || way == History.Way.FAX;
        request.accounted++;
        // After a crash nobody has the ticket: the answer is the request alone.
        String page = answer.path("page").asText();
        request.token = page.startsWith("/pickup#") ? page.substring("/pickup#".length()) : "";
        request.code = answer.path("code").asText();
    }

    /** Two people press the button at once. */
    private void deliverTwice(RequestModel request, History.Way way) throws IOException {
        String path = "/releases/" + request.id + "/deliver";
        String version = "\"" + request.version + "\"";
        request.torn = answer -> handed(request, way, answer);
        DeskDoor at = door;
        CompletableFuture<Answer> other = CompletableFuture.supplyAsync(() -> {
            try {
                return at.post(Role.PRIVACY_OFFICER, path, Map.of("way", way.name()), "If-Match", version);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<Answer> answers = new ArrayList<>();
        try {
            answers.add(door.post(Role.RECORDS_CLERK, path, Map.of("way", way.name()), "If-Match", version));
        } finally {
            try {
                answers.add(other.join());
            } catch (CompletionException e) {
                answers.clear();
            }
        }
        if (answers.size() != 2) {
            throw new IOException("the server went away");
        }
        request.torn = null;
        taken.merge("deliver at once", 1, Integer::sum);
        List<Answer> sent =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        if (sent.size() != 1) {
            throw wrong(
                    request,
                    "two that deliver at once were answered "
                            + answers.getFirst().status() + " and "
                            + answers.getLast().status());
        }
        JsonNode answer = sent.getFirst().body();
        handed(request, way, answer);
        request.version = answer.at("/release/version").asInt();
        agrees(request, answer.path("release"));
    }

    private void fetch(RequestModel request) throws IOException {
        if (request.token.isEmpty()) {
            Answer answer = door.pickup("nothing", "12345678");
            if (answer.status() == 200) {
                throw wrong(request, "bytes left for a token that nobody was given");
            }
            return;
        }
        boolean right = !odds(5);
        // Eight digits that are not the code.
        String code = right ? request.code : (request.code.charAt(0) == '9' ? "0" : "9") + request.code.substring(1);
        boolean allowed = request.mayBeFetched() && right;
        Answer before =
                door.get(Role.PRIVACY_OFFICER, "/patients/" + chart(request).patient() + "/disclosures");
        request.torn = view -> request.fetched |= view.path("state").asText().equals("DELIVERED");
        String token = request.token;
        request.token = "";
        Answer answer = door.pickup(token, code);
        // It stays empty after a crash: how many wrong codes were counted is not known then.
        request.token = token;
        request.torn = null;
        taken.merge("fetch " + answer.status(), 1, Integer::sum);
        if (answer.status() == 200) {
            if (!allowed) {
                throw wrong(request, "bytes left that must not");
            }
            Made made = request.made().orElseThrow();
            if (!sha256(answer.bytes()).equals(request.approvedSha256)) {
                throw wrong(request, "the bytes that left are not those that were approved");
            }
            if (entries(before.body(), request, true).isEmpty()) {
                throw wrong(request, "bytes left before the account says so");
            }
            holds(request, made, answer.bytes());
            request.fetched = true;
        } else if (allowed) {
            throw wrong(request, "what waits cannot be fetched: " + answer.text());
        } else if (request.mayBeFetched()) {
            request.wrongCodes++;
        }
        JsonNode view = view(request);
        request.version = view.path("version").asInt();
        agrees(request, view);
    }

    private void pend(RequestModel request) throws IOException {
        call(
                request,
                releasing(),
                "pend",
                Map.of("code", "PROVIDER_REVIEW"),
                !request.handed && !request.over,
                _ -> request.aside = "PENDED");
    }

    private void resume(RequestModel request) throws IOException {
        call(
                request,
                releasing(),
                "resume",
                Map.of(),
                !request.aside.isEmpty() && !request.over,
                _ -> request.aside = "");
    }

    private void deny(RequestModel request) throws IOException {
        call(
                request,
                Role.PRIVACY_OFFICER,
                "deny",
                Map.of("code", "LITIGATION_PREP", "words", "it was compiled for a lawsuit"),
                !request.handed && !request.over,
                _ -> {
                    request.aside = "DENIED";
                    request.over = true;
                });
    }

    private void revoke(RequestModel request) throws IOException {
        Form form = request.form;
        call(request, releasing(), "revoke", Map.of(), form != null, _ -> {
            request.revoked = true;
            LocalDate signed = form == null ? LocalDate.MIN : form.signed();
            request.revokedSigned = request.revokedSigned == null || signed.isAfter(request.revokedSigned)
                    ? signed
                    : request.revokedSigned;
            if (request.handed) {
                request.failed |= !request.fetched;
            } else if (!request.over) {
                request.aside = "REVOKED";
            }
        });
    }

    private void recall(RequestModel request) throws IOException {
        call(
                request,
                releasing(),
                "recall",
                Map.of("reason", "it went astray"),
                request.handed && !request.recalled,
                _ -> {
                    request.recalled = true;
                    request.over = true;
                    request.aside = "BREACH_REVIEW";
                    request.harmed++;
                });
        account(request);
    }

    private static Chart chart(RequestModel request) {
        Chart chart = request.chart;
        if (chart == null) {
            throw wrong(request, "has no patient");
        }
        return chart;
    }

    /** That the account has one entry for what was handed over, and one for what went astray. */
    private void account(RequestModel request) throws IOException {
        if (request.chart == null) {
            return;
        }
        JsonNode account = door.get(
                        Role.PRIVACY_OFFICER, "/patients/" + chart(request).patient() + "/disclosures")
                .body();
        if (entries(account, request, true).size() != request.accounted
                || entries(account, request, false).size() != request.harmed) {
            throw wrong(
                    request,
                    "the account has " + entries(account, request, true).size() + " and "
                            + entries(account, request, false).size() + " entries for " + request.accounted
                            + " hand-overs and " + request.harmed + " recalls");
        }
    }

    private static List<JsonNode> entries(JsonNode account, RequestModel request, boolean permitted) {
        List<JsonNode> entries = new ArrayList<>();
        account.path("entries").forEach(entry -> {
            if (entry.path("release").asText().equals(request.id)
                    && entry.path("permitted").asBoolean() == permitted) {
                if (!entry.path("recipient").asText().equals(RECIPIENT)) {
                    throw wrong(request, "the account names another recipient");
                }
                entries.add(entry);
            }
        });
        return entries;
    }

    /** That a packet holds the pages that were decided to go, each by its shade, painted over where it was marked; and no other. */
    private static void holds(RequestModel request, Made made, byte[] bytes) throws IOException {
        if (!sha256(bytes).equals(made.sha256())) {
            throw wrong(request, "the packet's bytes are not those of its hash");
        }
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            if (pdf.getNumberOfPages() != COVER + made.sheets().size()) {
                throw wrong(
                        request,
                        "the packet has " + pdf.getNumberOfPages() + " pages for "
                                + made.sheets().size());
            }
            String text = new PDFTextStripper().getText(pdf);
            for (int i = 0; i < made.sheets().size(); i++) {
                Sheet sheet = made.sheets().get(i);
                if (!text.contains("request " + request.id + " \u00b7 page " + (i + 1) + " of "
                        + made.sheets().size())) {
                    throw wrong(request, "page " + (i + 1) + " bears no stamp");
                }
                shades(request, pdf.getPage(COVER + i), sheet);
            }
        }
    }

    private static void shades(RequestModel request, PDPage page, Sheet sheet) throws IOException {
        int pictures = 0;
        for (COSName each : page.getResources().getXObjectNames()) {
            PDImageXObject picture = (PDImageXObject) page.getResources().getXObject(each);
            byte[] pixels = picture.createInputStream().readAllBytes();
            int width = picture.getWidth();
            int corner = pixels[2 * width + 2] & 0xFF;
            int boxed = pixels[picture.getHeight() * 55 / 100 * width + width * 60 / 100] & 0xFF;
            if (pixels.length != width * picture.getHeight() || corner != sheet.leaf.shade()) {
                throw wrong(request, "a page of the packet is another one than was decided");
            }
            if (boxed != (sheet.boxed ? 0 : sheet.leaf.shade())) {
                throw wrong(request, sheet.boxed ? "what was marked is not painted over" : "too much is painted over");
            }
            pictures++;
        }
        if (pictures != 1) {
            throw wrong(request, "a page of the packet holds " + pictures + " pictures");
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
