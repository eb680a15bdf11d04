package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/**
 * What one request has to be by the law's rules, kept by a test from what it sent and what was answered. It shares no code with the
 * desk: where the two differ, one of them is wrong.
 */
final class RequestModel {
    /** How a page proves to be the patient's. */
    enum Light {
        GREEN,
        AMBER,
        RED
    }

    /** A page of a chart. */
    record Leaf(String document, int page, int shade, Light light, boolean inScope) {}

    /** A chart with its papers. */
    record Chart(String patient, List<Leaf> leaves) {}

    /** A form as it was entered. */
    record Form(boolean good, LocalDate signed, String variant) {}

    /** What was decided of a page. */
    static final class Sheet {
        final Leaf leaf;
        boolean decided;
        String labels = "";
        boolean permitted;
        String withheld = "";
        boolean checked;

        @Nullable
        Role seenBy;

        boolean excused;
        boolean boxed;

        Sheet(Leaf leaf) {
            this.leaf = leaf;
        }

        boolean goes() {
            return withheld.isEmpty();
        }
    }

    /** A packet whose bytes were seen, with the pages it must hold. */
    record Made(String sha256, Role by, String of, List<Sheet> sheets) {}

    final String id;
    final boolean attorney;
    String address;
    boolean addressConfirmed;
    int version;

    @Nullable
    Chart chart;

    boolean twoAgree;
    String verification = "";
    boolean verified;
    String basis = "";
    boolean basisGood;

    @Nullable
    Form form;

    boolean revoked;

    @Nullable
    LocalDate revokedSigned;

    Map<Leaf, Sheet> sheets = new LinkedHashMap<>();

    @Nullable
    Role collector;

    boolean redactionDecided;

    @Nullable
    Made packet;

    @Nullable
    String approvedSha256;

    @Nullable
    Role approvedBy;

    boolean approvedAlone;
    String aside = "";
    boolean over;
    boolean handed;

    /** By mail or fax: others decide what becomes of it, and when. */
    boolean sent;

    boolean failed;
    boolean recalled;
    boolean fetched;
    String token = "";
    String code = "";
    int wrongCodes;
    int accounted;
    int harmed;

    /** What a call whose answer was lost would have made of it. */
    @Nullable
    Consumer<JsonNode> torn;

    RequestModel(String id, boolean attorney, String address, boolean addressConfirmed, int version) {
        this.id = id;
        this.attorney = attorney;
        this.address = address;
        this.addressConfirmed = addressConfirmed;
        this.version = version;
    }

    List<Sheet> going() {
        return sheets.values().stream().filter(Sheet::goes).toList();
    }

    /** What a packet is made of. */
    String makings() {
        StringBuilder all = new StringBuilder();
        all.append(chart == null ? "" : chart.patient()).append('|');
        all.append(address).append('|');
        all.append(verification).append('|').append(basis).append('|').append(revoked);
        for (Sheet sheet : sheets.values()) {
            all.append('|').append(sheet.leaf.document()).append('.').append(sheet.leaf.page());
            all.append(sheet.decided)
                    .append(sheet.labels)
                    .append(sheet.permitted)
                    .append(sheet.withheld)
                    .append(sheet.boxed);
        }
        return all.toString();
    }

    private boolean formsGood() {
        return basisGood && (!attorney || form != null && form.good() && !revoked);
    }

    /** Who asks, whose records, by what right, and every page looked at and within what may be sent. */
    boolean readyForPages() {
        return chart != null
                && twoAgree
                && verified
                && formsGood()
                && !going().isEmpty()
                && going().stream().allMatch(sheet -> sheet.decided && (sheet.labels.isEmpty() || sheet.permitted))
                && going().stream().allMatch(sheet -> sheet.leaf.inScope());
    }

    boolean mayPackage() {
        return open() && !handed && readyForPages() && redactionDecided;
    }

    boolean hasPacket() {
        return packet != null && packet.of().equals(makings()) && redactionDecided;
    }

    boolean everyPageProven() {
        return going().stream()
                .allMatch(sheet -> sheet.checked
                        && switch (sheet.leaf.light()) {
                            case GREEN -> true;
                            case AMBER -> sheet.seenBy != null && (sheet.excused || sheet.seenBy != collector);
                            case RED -> false;
                        });
    }

    boolean mayApprove(Role by, String sha256, boolean alone) {
        Made made = packet;
        return open()
                && !handed
                && readyForPages()
                && hasPacket()
                && everyPageProven()
                && addressConfirmed
                && made != null
                && made.sha256().equals(sha256)
                && (alone || by != made.by() && by != collector);
    }

    boolean isApproved() {
        Made made = packet;
        return made != null
                && made.sha256().equals(approvedSha256)
                && addressConfirmed
                && (approvedAlone || approvedBy != made.by() && approvedBy != collector);
    }

    boolean mayDeliver() {
        return open() && !handed && readyForPages() && hasPacket() && everyPageProven() && isApproved();
    }

    boolean mayBeFetched() {
        return handed && !failed && !recalled && !revoked && aside.isEmpty() && wrongCodes < 5;
    }

    boolean open() {
        return aside.isEmpty();
    }

    /** By what name the desk has to call where it stands. */
    String state() {
        if (!aside.isEmpty()) {
            return aside;
        }
        if (handed) {
            return failed ? "DELIVERY_FAILED" : fetched ? "DELIVERED" : "TRANSMITTING";
        }
        if (chart == null || !twoAgree) {
            return "LOGGED";
        }
        if (!verified) {
            return "PATIENT_MATCHED";
        }
        if (!formsGood()) {
            return "REQUESTER_VERIFIED";
        }
        if (sheets.isEmpty()) {
            return "BASIS_ESTABLISHED";
        }
        if (!readyForPages()) {
            return "COLLECTING";
        }
        if (!hasPacket()) {
            return redactionDecided ? "REDACTED" : "SENSITIVITY_REVIEWED";
        }
        if (!everyPageProven()) {
            return "PACKAGED";
        }
        return isApproved() ? "RELEASE_APPROVED" : "QA_PASSED";
    }

    /** The pages as they stand now; later changes do not reach them. */
    List<Sheet> frozen() {
        List<Sheet> pages = new ArrayList<>();
        for (Sheet sheet : going()) {
            Sheet same = new Sheet(sheet.leaf);
            same.boxed = sheet.boxed;
            pages.add(same);
        }
        return pages;
    }

    Optional<Made> made() {
        return Optional.ofNullable(packet);
    }
}
