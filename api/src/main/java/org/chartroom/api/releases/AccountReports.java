package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.api.http.Csv;
import org.chartroom.models.record.Patient;
import org.chartroom.models.release.Disclosure;
import org.chartroom.release.account.Account;

/** The patient's account in the forms in which it is handed out. */
final class AccountReports {
    private static final String PROFILE =
            "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String WRONG = "Not permitted";

    private final ObjectMapper json;
    private final ZoneId zone;
    private final String office;

    /** @param office its name */
    AccountReports(ObjectMapper json, ZoneId zone, String office) {
        this.json = json;
        this.zone = zone;
        this.office = office;
    }

    /** A table for spreadsheets. */
    String csv(List<Account.Line> lines) {
        Csv csv = new Csv(List.of("First", "Times", "Last", "To", "Address", "What", "What for", "Permitted"));
        for (Account.Line line : lines) {
            Disclosure first = line.first();
            csv.row(List.of(
                    day(first.at()),
                    Integer.toString(line.count()),
                    day(line.last()),
                    first.recipient().name(),
                    first.recipient().address(),
                    first.description(),
                    first.purpose(),
                    first.permitted() ? "yes" : "no"));
        }
        return csv.toString();
    }

    /** Paragraphs of the letter. */
    List<String> paragraphs(Patient patient, List<Account.Line> lines, LocalDate askedOn) {
        List<String> all = new ArrayList<>();
        all.add(patient.name().display() + ", born " + patient.birthDate() + ", MRN " + patient.mrn());
        all.add("This is the account of disclosures of your records by " + office + " in the six years before "
                + askedOn
                + ", as 45 CFR 164.528 gives it to you. It leaves out what the law leaves out: treatment, payment and the"
                + " office's own operations, what went to you, and what you authorized.");
        if (lines.isEmpty()) {
            all.add("There were none.");
        }
        for (Account.Line line : lines) {
            Disclosure first = line.first();
            all.add(day(first.at())
                    + (line.count() > 1 ? ", " + line.count() + " times, the last on " + day(line.last()) : "")
                    + "\nTo: "
                    + first.recipient().name()
                    + (first.recipient().address().isEmpty()
                            ? ""
                            : ", " + first.recipient().address()) + "\nWhat: "
                    + first.description() + "\nWhat for: " + first.purpose()
                    + (first.permitted() ? "" : "\n" + WRONG + ": it should not have gone there."));
        }
        return all;
    }

    /**
     * A FHIR R4 collection of AuditEvents by the profile of IHE BALP for disclosures at their source: one for every disclosure that the
     * account shows, also where its lines sum several up.
     */
    ObjectNode fhir(Patient patient, List<Disclosure> shown, Instant now) {
        ObjectNode bundle = json.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "collection").put("timestamp", now.toString());
        ArrayNode entries = bundle.putArray("entry");
        for (Disclosure each : shown) {
            entries.addObject()
                    .put("fullUrl", "urn:chartroom:disclosure:" + each.id())
                    .set("resource", event(patient, each));
        }
        return bundle;
    }

    private ObjectNode event(Patient patient, Disclosure each) {
        ObjectNode event = json.createObjectNode();
        event.put("resourceType", "AuditEvent").put("id", each.id().value());
        event.putObject("meta").putArray("profile").add(PROFILE);
        coding(event.putObject("type"), DICOM, "110106", "Export");
        coding(
                event.putArray("subtype").addObject(),
                "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
                "disclose",
                "Disclose Record Lifecycle Event");
        event.put("action", "R").put("recorded", each.at().toString()).put("outcome", "0");
        if (!each.permitted()) {
            event.put("outcomeDesc", WRONG);
        }
        event.putArray("purposeOfEvent").addObject().put("text", each.purpose() + " (" + each.basis() + ")");
        ArrayNode agents = event.putArray("agent");
        ObjectNode source = agents.addObject();
        role(source, DICOM, "110153", "Source Role ID");
        source.putObject("who").put("display", office);
        source.put("requestor", false);
        network(source, office);
        ObjectNode recipient = agents.addObject();
        role(recipient, DICOM, "110152", "Destination Role ID");
        recipient.putObject("who").put("display", each.recipient().name());
        recipient.put("requestor", true);
        network(
                recipient,
                each.recipient().address().isEmpty()
                        ? "unknown"
                        : each.recipient().address());
        ObjectNode clerk = agents.addObject();
        role(clerk, "http://snomed.info/sct", "159541003", "Record keeping/library clerk");
        clerk.putObject("who").put("display", each.by().name());
        clerk.put("requestor", false);
        event.putObject("source").putObject("observer").put("display", office);
        ArrayNode entities = event.putArray("entity");
        ObjectNode person = entities.addObject();
        person.putObject("what").put("reference", "Patient/" + patient.id());
        coding(person.putObject("type"), "http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person");
        coding(person.putObject("role"), "http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient");
        ObjectNode data = entities.addObject();
        data.putObject("what")
                .putObject("identifier")
                .put(
                        "system",
                        each.packetSha256().isPresent() ? "urn:chartroom:packet-sha256" : "urn:chartroom:disclosure")
                .put("value", each.packetSha256().orElseGet(() -> each.id().value()));
        coding(data.putObject("type"), "http://terminology.hl7.org/CodeSystem/audit-entity-type", "2", "System Object");
        coding(data.putObject("role"), "http://terminology.hl7.org/CodeSystem/object-role", "3", "Report");
        data.put("description", each.description());
        return event;
    }

    private static void role(ObjectNode agent, String system, String code, String display) {
        coding(agent.putObject("type").putArray("coding").addObject(), system, code, display);
    }

    private static void coding(ObjectNode coding, String system, String code, String display) {
        coding.put("system", system).put("code", code).put("display", display);
    }

    /** The profile wants one; paper has none but where it went. */
    private static void network(ObjectNode agent, String address) {
        agent.putObject("network").put("address", address);
    }

    private String day(Instant at) {
        return LocalDate.ofInstant(at, zone).toString();
    }
}
