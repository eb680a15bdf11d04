package org.chartroom.api.preparation;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.chartroom.api.chart.PaperState;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.documents.PdfCopy;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.ingest.pdf.Print;
import org.chartroom.ingest.pdf.SearchablePdf;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packets as one searchable PDF: for each visit a cover sheet with an index, then the pages of its documents; a document
 * that cannot be read is named in the index and not left out in silence. Safe for use by many threads.
 */
public final class PacketPrint {
    private static final Logger log = LoggerFactory.getLogger(PacketPrint.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
    private static final int NAME_AT_MOST = 40;

    private final RecordStore store;
    private final PdfCopy copies;
    private final String office;
    private final ZoneId zone;

    public PacketPrint(RecordStore store, PdfCopy copies, ServerConfig.Office office) {
        this.store = store;
        this.copies = copies;
        this.office = office.name();
        this.zone = office.zoneId();
    }

    /**
     * A document's line in the index.
     *
     * @param first its first page, counted from the first page after the cover sheet, from 0
     * @param why it is not there; empty when it is
     */
    private record Indexed(String words, int first, int pages, String why) {
        boolean isThere() {
            return why.isEmpty();
        }
    }

    /**
     * One visit's packet, ready to be written; whoever asked closes it.
     *
     * @throws IOException when the spool folder is full
     */
    SearchablePdf of(VisitPacket packet) throws IOException {
        SearchablePdf pdf = copies.started(
                "Chart preparation", "packet/" + packet.appointment().id());
        try {
            add(pdf, packet, 0, false);
            return pdf;
        } catch (IOException | RuntimeException e) {
            pdf.close();
            throw e;
        }
    }

    /**
     * All packets of a day with a list of the visits before them.
     *
     * @param done is told after each how many are through
     */
    SearchablePdf of(LocalDate day, List<VisitPacket> packets, IntConsumer done) throws IOException {
        SearchablePdf pdf = copies.started("Chart preparation", "day/" + day + "/" + packets.hashCode());
        try {
            List<Integer> starts = new ArrayList<>();
            packets.forEach(each -> starts.add(0));
            int front = pdf.sheets(front(day, packets, starts));
            for (int i = 0; i < packets.size(); i++) {
                starts.set(i, front + pdf.pages() + 1);
                add(pdf, packets.get(i), front, true);
                done.accept(i + 1);
            }
            pdf.insert(1, front(day, packets, starts));
            return pdf;
        } catch (IOException | RuntimeException e) {
            pdf.close();
            throw e;
        }
    }

    private Print front(LocalDate day, List<VisitPacket> packets, List<Integer> starts) {
        List<Print.Paragraph> lines = new ArrayList<>();
        lines.add(new Print.Paragraph(Print.Style.TITLE, office));
        lines.add(new Print.Paragraph(Print.Style.TITLE, "Visits of " + DAY.format(day)));
        lines.add(new Print.Paragraph(Print.Style.RULE, ""));
        if (packets.isEmpty()) {
            lines.add(new Print.Paragraph(Print.Style.TEXT, "No visit is planned."));
        }
        for (int i = 0; i < packets.size(); i++) {
            VisitPacket each = packets.get(i);
            lines.add(new Print.Paragraph(
                    Print.Style.TEXT,
                    String.format(
                            Locale.ROOT,
                            "p. %04d   %s   %s   MRN %s   %s",
                            starts.get(i),
                            clock(each.appointment().start()),
                            cut(each.patient().name().display()),
                            each.patient().mrn(),
                            cut(each.appointment().clinician()))));
        }
        return new Print(lines, "Visits of " + DAY.format(day), "");
    }

    private static String cut(String name) {
        return name.length() <= NAME_AT_MOST ? name : name.substring(0, NAME_AT_MOST - 1) + "\u2026";
    }

    /** @param before pages that will stand before all that are in the PDF now */
    private void add(SearchablePdf pdf, VisitPacket packet, int before, boolean within) throws IOException {
        int start = pdf.pages();
        List<Indexed> index = new ArrayList<>();
        for (PacketPart part : packet.notes()) {
            index.add(added(pdf, start, part.id(), words(part)));
        }
        for (PacketPart part : packet.news()) {
            index.add(added(pdf, start, part.id(), words(part)));
        }
        for (var note : packet.unsigned()) {
            String words = "Not signed: " + note.title() + (note.author().isBlank() ? "" : ", " + note.author());
            index.add(added(pdf, start, note.document(), words));
        }
        // The numbers in the index depend on how long the index is, and hardly ever the other way round.
        int cover = pdf.sheets(cover(packet, index, before + start + 1));
        Print print = cover(packet, index, before + start + cover);
        if (pdf.sheets(print) != cover) {
            cover = pdf.sheets(print);
            print = cover(packet, index, before + start + cover);
        }
        pdf.insert(start + 1, print);
        pdf.bookmark(
                within
                        ? clock(packet.appointment().start()) + " "
                                + packet.patient().name().display()
                        : "Cover sheet",
                start + 1,
                false);
        for (Indexed each : index) {
            if (each.isThere()) {
                pdf.bookmark(each.words(), start + cover + each.first() + 1, within);
            }
        }
    }

    private static String words(PacketPart part) {
        return part.type() + ", " + DAY.format(part.day()) + (part.author().isBlank() ? "" : ", " + part.author());
    }

    private Indexed added(SearchablePdf pdf, int start, DocumentId id, String words) {
        int first = pdf.pages() - start;
        try {
            Document document = store.read(records -> records.documents().find(id))
                    .orElseThrow(() -> ProblemException.notFound("document"));
            copies.addTo(pdf, document);
            return new Indexed(words, first, pdf.pages() - start - first, "");
        } catch (ProblemException e) {
            pdf.truncate(start + first);
            return new Indexed(words, first, 0, "it has no pages yet");
        } catch (IOException | RuntimeException e) {
            log.warn("document {} could not be put into a packet", id, e);
            pdf.truncate(start + first);
            return new Indexed(words, first, 0, "it could not be read");
        }
    }

    /** @param before pages that stand before the first document */
    private Print cover(VisitPacket packet, List<Indexed> index, int before) {
        List<Print.Paragraph> lines = new ArrayList<>();
        var patient = packet.patient();
        var visit = packet.appointment();
        String name = patient.name().display();
        String day = DAY.format(LocalDate.ofInstant(visit.start(), zone));
        lines.add(new Print.Paragraph(Print.Style.TITLE, office));
        lines.add(new Print.Paragraph(Print.Style.TITLE, "Chart preparation"));
        lines.add(new Print.Paragraph(Print.Style.RULE, ""));
        lines.add(new Print.Paragraph(Print.Style.HEADING, name));
        lines.add(new Print.Paragraph(
                Print.Style.TEXT,
                "Born " + DAY.format(patient.birthDate()) + "    Record number (MRN) " + patient.mrn()));
        lines.add(new Print.Paragraph(
                Print.Style.TEXT,
                "Visit: " + day + ", " + clock(visit.start()) + ", "
                        + visit.length().toMinutes() + " minutes" + part(", ", visit.clinician())));
        if (!visit.reason().isBlank()) {
            lines.add(new Print.Paragraph(Print.Style.TEXT, "Reason: " + visit.reason()));
        }
        lines.add(new Print.Paragraph(
                Print.Style.TEXT,
                packet.lastVisit()
                        .map(last -> "Last visit: " + DAY.format(LocalDate.ofInstant(last.start(), zone)) + ", "
                                + last.kind() + part(", ", last.clinician()))
                        .orElse("Last visit: none is known here")));
        packet.alerts().forEach(each -> lines.add(new Print.Paragraph(Print.Style.HEADING, "Attention: " + each)));
        section(
                lines,
                "In this packet",
                index.stream()
                        .filter(Indexed::isThere)
                        .map(each -> "p. " + (before + each.first() + 1) + "   " + each.words()
                                + (each.pages() == 1 ? " (1 page)" : " (" + each.pages() + " pages)"))
                        .toList());
        section(
                lines,
                "Belongs here and is not in this packet: open it in Chartroom",
                index.stream()
                        .filter(each -> !each.isThere())
                        .map(each -> each.words() + ": " + each.why())
                        .toList());
        section(
                lines,
                "Not answered by the clinician",
                packet.reviews().stream()
                        .map(each -> each.type() + ": on the list of " + each.to() + ", due "
                                + DAY.format(LocalDate.ofInstant(each.due(), zone))
                                + (each.overdue() ? " (overdue)" : "")
                                + (each.seen() ? "" : ", not opened yet"))
                        .toList());
        section(
                lines,
                "To ask the patient for",
                packet.papers().stream()
                        .filter(PaperState::isToBeAskedFor)
                        .map(PacketPrint::paper)
                        .toList());
        section(
                lines,
                "Promised and not done",
                packet.followUps().stream()
                        .map(each -> each.subject()
                                + each.followUp()
                                        .map(todo -> part(": ", todo.what()) + ", due " + DAY.format(todo.due()))
                                        .orElse(""))
                        .toList());
        section(
                lines,
                "Missing from former visits",
                packet.missing().stream()
                        .map(each -> each.what() + " of the " + each.visit() + " on "
                                + DAY.format(LocalDate.ofInstant(each.visitAt(), zone)))
                        .toList());
        return new Print(lines, name + " \u00b7 MRN " + patient.mrn() + " \u00b7 packet for " + day, "");
    }

    private static String paper(PaperState paper) {
        return paper.what()
                + paper.goodUntil()
                        .map(last -> ": expired on " + DAY.format(last))
                        .orElse(": none in the chart");
    }

    private static String part(String before, String text) {
        return text.isBlank() ? "" : before + text;
    }

    private static void section(List<Print.Paragraph> lines, String heading, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        lines.add(new Print.Paragraph(Print.Style.TEXT, ""));
        lines.add(new Print.Paragraph(Print.Style.HEADING, heading));
        items.forEach(each -> lines.add(new Print.Paragraph(Print.Style.TEXT, each)));
    }

    private String clock(Instant at) {
        return CLOCK.withZone(zone).format(at);
    }
}
