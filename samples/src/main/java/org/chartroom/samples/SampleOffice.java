package org.chartroom.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code samples/office}: run as {@code ./mvnw -pl samples -am compile exec:java} after
 * {@code samples/fetch-tools.sh}.
 */
public final class SampleOffice {
    static final long SEED = 20260316;
    private static final PDRectangle CARD = new PDRectangle(243, 153);

    private final Path out;
    private final Path cache;
    private final Office office = Office.make(SEED);
    private final Forms forms = new Forms(office);
    private final List<Manifest.SampleArrival> arrivals = new ArrayList<>();
    private final List<Manifest.SampleDictation> dictations = new ArrayList<>();

    private SampleOffice(Path out, Path cache) {
        this.out = out;
        this.cache = cache;
    }

    /** Arguments: the folder to write, then the tools cache with {@code fonts} and {@code voices}. */
    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        Path cache = Path.of(arguments[1]);
        System.setProperty("java.awt.headless", "true");
        System.setProperty(
                "org.bytedeco.javacpp.cachedir",
                cache.resolve("natives/javacpp").toString());
        SampleOffice samples = new SampleOffice(out, cache);
        samples.makeAll();
    }

    private void makeAll() throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(out.resolve("arrivals"));
        Files.createDirectories(out.resolve("dictations"));
        Files.createDirectories(out.resolve("truth"));
        scannedPackets();
        letters();
        faxes();
        photos();
        mails();
        officeFiles();
        hardCases();
        speak();
        List<Map<String, String>> patients =
                office.patients().stream().map(SampleOffice::row).toList();
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        out.resolve("manifest.json").toFile(),
                        new Manifest(office.name(), patients, arrivals, dictations));
    }

    /** Registration packets as the front desk scans them, some with blank backsides, some several in a stack. */
    private void scannedPackets() throws IOException {
        for (int i = 0; i < 8; i++) {
            Random random = random("packet", i);
            Person p = office.patient(i);
            Paper paper = draw(forms.intakePacket(p, random, i % 4 == 3));
            List<BufferedImage> pages = new ArrayList<>();
            for (BufferedImage page : paper.print(200, false)) {
                pages.add(Scan.flatbed(Scan.skew(page, random.nextGaussian() * 0.7), random, 3));
            }
            write("packet-" + two(i) + ".pdf", Envelope.scannedPdf(bitonalAll(pages), true, 200), paper);
            boolean hand = i % 4 == 3;
            expect(
                    "packet-" + two(i) + ".pdf",
                    "scan",
                    "",
                    hand ? "registration packet filled in by hand" : "registration packet",
                    1,
                    2,
                    2,
                    0,
                    0,
                    hand ? List.of(office.name().split(" ")[0]) : List.of(p.family(), p.mrn()));
            about(null, p);
        }
        for (int i = 0; i < 4; i++) {
            Random random = random("duplex", i);
            Person p = office.patient(8 + i);
            Paper paper = draw(join(
                    forms.consent(p, Office.TODAY),
                    forms.releaseAuthorization(p, Office.TODAY, "Lakeside Heart Associates")));
            List<BufferedImage> fronts = paper.print(200, false);
            List<BufferedImage> pages = new ArrayList<>();
            for (BufferedImage front : fronts) {
                pages.add(Scan.flatbed(Scan.skew(front, random.nextGaussian() * 0.6), random, 4));
                BufferedImage back =
                        draw(List.of(forms.blank())).print(200, false).getFirst();
                pages.add(Scan.flatbed(i % 2 == 0 ? back : Scan.showThrough(back, front, 8), random, 4));
            }
            byte[] file = i % 2 == 0
                    ? Envelope.tiff(bitonalAll(pages), "CCITT T.6", 200, 200)
                    : Envelope.tiff(pages, "JPEG", 200, 200);
            write("duplex-" + two(i) + ".tif", file, paper);
            expect(
                    "duplex-" + two(i) + ".tif",
                    "scan",
                    "",
                    i % 2 == 0
                            ? "consent and authorization, blank backsides"
                            : "consent and authorization, print showing through",
                    1,
                    4,
                    2,
                    0,
                    2,
                    List.of(p.family(), "authorization"));
            about(null, p);
        }
        for (int i = 0; i < 3; i++) {
            Random random = random("batch", i);
            List<Paper.Drawing> stack = new ArrayList<>();
            List<String> find = new ArrayList<>();
            int documents = 3 + i;
            for (int k = 0; k < documents; k++) {
                Person p = office.patient(12 + i * 5 + k);
                find.add(p.mrn());
                stack.addAll(
                        k % 2 == 0
                                ? forms.labReport(p, forms.condition(i + k), Office.TODAY.minusDays(3 + k), random)
                                : forms.imagingReport(p, forms.condition(i + k), Office.TODAY.minusDays(5 + k)));
                if (k < documents - 1) {
                    stack.add(forms.separator("BATCH-" + (k + 1)));
                }
            }
            Paper paper = draw(stack);
            List<BufferedImage> pages = new ArrayList<>();
            for (BufferedImage page : paper.print(200, false)) {
                pages.add(Scan.flatbed(Scan.skew(page, random.nextGaussian() * 0.8), random, 3));
            }
            write("batch-" + two(i) + ".tif", Envelope.tiff(bitonalAll(pages), "CCITT T.6", 200, 200), paper);
            expect(
                    "batch-" + two(i) + ".tif",
                    "scan",
                    "",
                    documents + " documents between separator sheets",
                    documents,
                    stack.size(),
                    documents,
                    documents - 1,
                    0,
                    find);
            int first = 12 + i * 5;
            about(
                    documents,
                    IntStream.range(first, first + documents)
                            .mapToObj(office::patient)
                            .toArray(Person[]::new));
        }
    }

    /** Letters, results and summaries that come by post and are scanned, or come as files. */
    private void letters() throws IOException {
        for (int i = 0; i < 6; i++) {
            Random random = random("letter", i);
            Person p = office.patient(20 + i);
            Condition c = forms.condition(i);
            Paper paper =
                    draw(forms.referralLetter(p, c, office.consultant(c.specialty()), Office.TODAY.minusDays(6 + i)));
            BufferedImage page = paper.print(i % 2 == 0 ? 300 : 200, false).getFirst();
            double skew = i == 4 ? 3.4 : random.nextGaussian();
            BufferedImage scanned = Scan.flatbed(Scan.skew(page, skew), random, 4);
            if (i % 3 == 0) {
                write(
                        "letter-" + two(i) + ".png",
                        Envelope.png(bitonalAll(List.of(scanned)).getFirst()),
                        paper);
                expect(
                        "letter-" + two(i) + ".png",
                        "scan",
                        "",
                        "consultant's letter",
                        1,
                        1,
                        1,
                        0,
                        0,
                        List.of(p.family(), p.mrn()));
            } else {
                write(
                        "letter-" + two(i) + ".pdf",
                        Envelope.scannedPdf(List.of(scanned), false, i % 2 == 0 ? 300 : 200),
                        paper);
                expect(
                        "letter-" + two(i) + ".pdf",
                        "scan",
                        "",
                        i == 4 ? "consultant's letter, crooked" : "consultant's letter",
                        1,
                        1,
                        1,
                        0,
                        0,
                        List.of(p.family(), p.mrn()));
            }
            about(null, p);
        }
        for (int i = 0; i < 4; i++) {
            Person p = office.patient(26 + i);
            Paper paper = draw(forms.dischargeSummary(p, forms.condition(i + 3), Office.TODAY.minusDays(2 + i)));
            write("discharge-" + two(i) + ".pdf", paper.pdf(), paper);
            expect(
                    "discharge-" + two(i) + ".pdf",
                    "scan",
                    "",
                    "discharge summary, born digital",
                    1,
                    2,
                    2,
                    0,
                    0,
                    List.of(p.family(), p.mrn(), "\"hospital course\""));
            // January 1st is what is typed where nobody knew: it proves nobody, and a person decides.
            about(p.born().startsWith("01/01/") ? 0 : 1, p);
        }
        for (int i = 0; i < 4; i++) {
            Random random = random("lab", i);
            Person p = office.patient(30 + i);
            Paper paper = draw(forms.labReport(p, forms.condition(i), Office.TODAY.minusDays(1 + i), random));
            write("lab-" + two(i) + ".pdf", paper.pdf(), paper);
            expect(
                    "lab-" + two(i) + ".pdf",
                    "scan",
                    "",
                    "laboratory report, born digital",
                    1,
                    1,
                    1,
                    0,
                    0,
                    List.of(p.mrn(), "accession"));
            about(1, p);
        }
        Person p = office.patient(34);
        Random random = random("mixed", 0);
        Paper digital = draw(forms.medicationList(p, forms.condition(0), forms.condition(1), Office.TODAY));
        Paper scanned = draw(forms.imagingReport(p, forms.condition(3), Office.TODAY.minusDays(9)));
        byte[] mixed = Envelope.mixedPdf(
                digital.pdf(), List.of(Scan.flatbed(scanned.print(200, false).getFirst(), random, 4)), 200);
        write("mixed-00.pdf", mixed, digital);
        Files.writeString(
                out.resolve("truth/mixed-00.pdf.txt"),
                digital.truths().getFirst() + "\n\f\n" + scanned.truths().getFirst() + "\n");
        expect(
                "mixed-00.pdf",
                "scan",
                "",
                "a printed list with a scan behind it",
                1,
                2,
                2,
                0,
                0,
                List.of(p.mrn(), "impression"));
        about(null, p);
    }

    /** Faxes as the machines send them: 204 x 196 and 204 x 98 dots per inch, with header strips. */
    private void faxes() throws IOException {
        for (int i = 0; i < 14; i++) {
            Random random = random("fax", i);
            Person p = office.patient(3 * i + 1);
            Condition c = forms.condition(i);
            Clinician from = office.consultant(c.specialty());
            LocalDate day = Office.TODAY.minusDays(i % 5);
            List<Paper.Drawing> pages = new ArrayList<>();
            boolean twoPatients = i == 6;
            boolean upsideDown = i == 9;
            Person other = office.patient(3 * i + 2);
            List<Paper.Drawing> letter = forms.referralLetter(p, c, from, day);
            pages.add(forms.faxCover(p, from, twoPatients ? 3 : 2, day));
            pages.addAll(i % 3 == 2 ? forms.priorAuthorization(p, c, day) : letter);
            if (twoPatients) {
                pages.addAll(forms.labReport(other, forms.condition(i + 1), day, random));
            }
            Paper paper = draw(pages);
            boolean standard = i % 4 == 1;
            boolean noisy = i % 5 == 3;
            List<BufferedImage> sent = new ArrayList<>();
            List<BufferedImage> prints = paper.print(204, false);
            for (int k = 0; k < prints.size(); k++) {
                BufferedImage print = Scan.skew(prints.get(k), random.nextGaussian() * 0.5);
                if (upsideDown && k == 1) {
                    print = Scan.turn(print, 2);
                }
                BufferedImage fax = Scan.bitonal(print, 1728, standard ? 1078 : 2156, 150);
                fax = Scan.lineNoise(fax, random, noisy ? 2500 : 150, noisy ? 12 : 1);
                int number = k + 1;
                String strip = Person.us(day) + " 0" + (7 + i % 3) + ":4" + i % 10 + "  FROM " + from.fax() + "  "
                        + from.practice().toUpperCase(Locale.ROOT) + "   PAGE " + number + "/" + prints.size();
                BufferedImage header = draw(
                                new PDRectangle(612, 22), List.of(s -> s.at(20, 15, Ink.TYPEWRITER, 9, strip)))
                        .print(204, false)
                        .getFirst();
                sent.add(Scan.header(fax, Scan.bitonal(header, 1728, standard ? 31 : 62, 150)));
            }
            String name = "fax-" + two(i) + ".tif";
            write(name, Envelope.tiff(sent, standard ? "CCITT T.4" : "CCITT T.6", 204, standard ? 98 : 196), paper);
            String about = twoPatients
                    ? "fax with pages of two patients"
                    : upsideDown
                            ? "fax with a page upside down"
                            : noisy
                                    ? "fax over a bad line"
                                    : standard ? "fax, standard resolution" : "fax, fine resolution";
            List<String> find = twoPatients ? List.of(p.family(), other.mrn()) : List.of(p.family());
            expect(name, "fax", from.fax(), about, 1, prints.size(), prints.size(), 0, 0, find);
            if (twoPatients) {
                stopped();
            } else {
                about(null, p);
            }
        }
    }

    /** What people photograph with a telephone: cards and pages on a desk. */
    private void photos() throws IOException {
        for (int i = 0; i < 4; i++) {
            Random random = random("card", i);
            Person p = office.patient(5 * i);
            Paper paper = draw(CARD, List.of(forms.insuranceCard(p, random)));
            BufferedImage photo = Scan.photo(paper.print(500, true).getFirst(), random, 1700, 1100);
            byte[] jpeg = Envelope.jpeg(i == 2 ? Scan.turn(photo, 3) : photo, 0.8f);
            write("card-" + two(i) + ".jpg", i == 2 ? Envelope.withOrientation(jpeg, 6) : jpeg, paper);
            expect(
                    "card-" + two(i) + ".jpg",
                    "scan",
                    "",
                    i == 2 ? "insurance card, photographed sideways" : "insurance card, photographed",
                    1,
                    1,
                    1,
                    0,
                    0,
                    List.of(p.memberId()));
            about(null, p);
        }
        for (int i = 0; i < 3; i++) {
            Random random = random("photo", i);
            Person p = office.patient(7 * i + 2);
            Paper paper = draw(forms.imagingReport(p, forms.condition(i + 5), Office.TODAY.minusDays(11 + i)));
            BufferedImage photo = Scan.photo(paper.print(250, true).getFirst(), random, 1800, 2330);
            write("photo-" + two(i) + ".jpg", Envelope.jpeg(photo, 0.75f), paper);
            expect(
                    "photo-" + two(i) + ".jpg",
                    "scan",
                    "",
                    "report photographed on a desk",
                    1,
                    1,
                    1,
                    0,
                    0,
                    List.of("impression"));
            about(null, p);
        }
    }

    private void mails() throws IOException {
        for (int i = 0; i < 4; i++) {
            Random random = random("mail", i);
            Person p = office.patient(11 * i + 4);
            Condition c = forms.condition(i + 2);
            Clinician from = office.consultant(c.specialty());
            Paper letter = draw(forms.referralLetter(p, c, from, Office.TODAY));
            List<Envelope.Attached> attachments = new ArrayList<>();
            attachments.add(new Envelope.Attached("letter.pdf", "application/pdf", letter.pdf()));
            int pages = 2;
            if (i % 2 == 0) {
                Paper lab = draw(forms.labReport(p, c, Office.TODAY.minusDays(2), random));
                BufferedImage scan = Scan.bitonal(lab.print(200, false).getFirst(), 1700, 2200, 150);
                attachments.add(new Envelope.Attached(
                        "lab result.tif", "image/tiff", Envelope.tiff(List.of(scan), "CCITT T.6", 200, 200)));
                pages++;
            }
            String body = "Dear colleagues,\n\nplease find attached my letter about our patient " + p.fullName()
                    + ", born " + p.born() + ".\n\nKind regards\n" + from.signature() + "\n" + from.practice() + "\n";
            String name = "mail-" + two(i) + ".eml";
            String address = from.name().toLowerCase(Locale.ROOT).replace(' ', '.') + "@sender.example";
            Files.write(
                    out.resolve("arrivals").resolve(name),
                    Envelope.mail(address, "Letter about " + p.shelfName(), body, attachments));
            expect(
                    name,
                    "scan",
                    address,
                    "e-mail with " + attachments.size() + (attachments.size() == 1 ? " attachment" : " attachments"),
                    1 + attachments.size(),
                    pages,
                    pages,
                    0,
                    0,
                    List.of(p.family(), "colleagues"));
            about(null, p);
        }
    }

    private void officeFiles() throws IOException {
        Person p = office.patient(17);
        String note = "Telephone message\n\nCaller: " + p.fullName() + ", born " + p.born() + "\nMRN: " + p.mrn()
                + "\n\nAsks for a refill of lisinopril 20 mg. Blood pressure at home 138/86.\nCall back before 4 pm: "
                + p.phone() + "\n";
        Files.writeString(out.resolve("arrivals/message-00.txt"), note);
        expect(
                "message-00.txt",
                "scan",
                "",
                "telephone message as plain text",
                1,
                1,
                1,
                0,
                0,
                List.of(p.mrn(), "refill"));
        about(null, p);
        Person q = office.patient(18);
        String page = "<!doctype html><html><head><title>Visit"
                + " summary</title><script>document.title='no';</script></head><body><h1>Visit"
                + " summary</h1><p>Patient: "
                + q.fullName() + ", MRN " + q.mrn()
                + "</p><table><tr><th>Test</th><th>Result</th></tr><tr><td>TSH</td><td>11.2"
                + " mIU/L</td></tr></table><p>Levothyroxine was increased to 88&nbsp;mcg"
                + " daily.</p></body></html>\n";
        Files.writeString(out.resolve("arrivals/summary-00.html"), page);
        expect(
                "summary-00.html",
                "scan",
                "",
                "visit summary as a web page",
                1,
                1,
                1,
                0,
                0,
                List.of(q.mrn(), "levothyroxine"));
        about(null, q);
        Person r = office.patient(19);
        String rtf = "{\\r"
                + "tf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0\\fs24 Dear Dr. Castlemaine,\\par\\par"
                + " Our patient "
                + r.fullName() + " (MRN " + r.mrn()
                + ") was seen by our dietitian today.\\par Weight 94 kg, height 171 cm.\\par\\par Yours"
                + " sincerely\\par Hortensia Bloom, RD\\par}";
        Files.writeString(out.resolve("arrivals/dietitian-00.rtf"), rtf);
        expect("dietitian-00.rtf", "scan", "", "letter as RTF", 1, 1, 1, 0, 0, List.of(r.mrn(), "dietitian"));
        about(null, r);
    }

    /** What goes wrong every week, and must not be lost. */
    private void hardCases() throws IOException {
        Person p = office.patient(36);
        Paper paper = draw(forms.dischargeSummary(p, forms.condition(8), Office.TODAY.minusDays(8)));
        Files.write(out.resolve("arrivals/locked-00.pdf"), Envelope.locked(paper.pdf(), "millbrook"));
        arrivals.add(new Manifest.SampleArrival(
                "arrivals/locked-00.pdf",
                "scan",
                "",
                "PDF with a password",
                new Manifest.Expected(1, List.of("NEEDS_PERSON"), 0, 0, 0, 0, 0, List.of(), "password")));
        byte[] whole = Files.readAllBytes(out.resolve("arrivals/duplex-00.tif"));
        Files.write(out.resolve("arrivals/cut-off-00.tif"), java.util.Arrays.copyOf(whole, 7));
        arrivals.add(new Manifest.SampleArrival(
                "arrivals/cut-off-00.tif",
                "scan",
                "",
                "TIFF cut off in its header",
                new Manifest.Expected(1, List.of("QUARANTINED", "NEEDS_PERSON"), 1, 0, 0, 0, 1, List.of(), null)));
        byte[] unknown = new byte[4096];
        random("unknown", 0).nextBytes(unknown);
        Files.write(out.resolve("arrivals/unknown-00.dat"), unknown);
        arrivals.add(new Manifest.SampleArrival(
                "arrivals/unknown-00.dat",
                "scan",
                "",
                "file of no known kind",
                new Manifest.Expected(1, List.of("NEEDS_PERSON", "QUARANTINED"), 1, 0, 0, 0, 1, List.of(), null)));
        Person q = office.patient(37);
        Files.writeString(
                out.resolve("arrivals/not-sound-00.wav"),
                "This is not sound but a note about " + q.fullName() + ", MRN " + q.mrn() + ".\n");
        expect("not-sound-00.wav", "scan", "", "a text file named .wav", 1, 1, 1, 0, 0, List.of(q.mrn()));
        about(null, q);
        BufferedImage blank =
                Scan.flatbed(draw(List.of(forms.blank())).print(100, false).getFirst(), random("blank", 0), 3);
        Files.write(out.resolve("arrivals/blank-00.png"), Envelope.png(Scan.bitonal(blank, 850, 1100, 120)));
        arrivals.add(new Manifest.SampleArrival(
                "arrivals/blank-00.png",
                "scan",
                "",
                "nothing but a blank page",
                new Manifest.Expected(1, List.of("NEEDS_PERSON"), 1, 0, 0, 1, 0, List.of(), null)));
    }

    private void speak() throws IOException {
        Path work = Files.createDirectories(cache.resolve("samples-sound"));
        Voice voice = new Voice(cache.resolve("voices/usr"), work);
        for (int i = 1; i <= 14; i++) {
            String name = two(i);
            String[] lines = resource("dictations/" + name + ".txt").split("\n", 2);
            String[] head = lines[0].split("\\|");
            String text = lines[1].strip();
            boolean telephone = head[5].equals("telephone");
            Voice.Manner manner =
                    new Voice.Manner(head[2], Double.parseDouble(head[3]), Double.parseDouble(head[4]), telephone);
            String file = "dictations/dictation-" + name + ".opus";
            Files.write(out.resolve(file), voice.speak(text, manner, SEED + i));
            String truth = "dictations/dictation-" + name + ".txt";
            Files.writeString(out.resolve(truth), text + "\n");
            boolean hopeless = head[2].equals("espeak");
            String sound =
                    (telephone ? "by telephone" : manner.roomNoise() > 0 ? "in a noisy room" : "in a quiet room");
            dictations.add(new Manifest.SampleDictation(
                    file,
                    "clinician",
                    office.patient(2 * i).mrn(),
                    head[1],
                    i == 3 ? "STAT" : i == 9 ? "URGENT" : "ROUTINE",
                    hopeless ? "a recording that cannot be transcribed" : head[0] + ", voice " + head[2] + ", " + sound,
                    truth,
                    hopeless ? Manifest.ExpectedOfSpeech.HOPELESS : Manifest.ExpectedOfSpeech.DRAFT));
        }
    }

    private void expect(
            String file,
            String as,
            String sender,
            String about,
            int documents,
            int received,
            int inDocuments,
            int separators,
            int blanks,
            List<String> find) {
        arrivals.add(new Manifest.SampleArrival(
                "arrivals/" + file,
                as,
                sender,
                about,
                new Manifest.Expected(
                        documents,
                        List.of("READ", "NEEDS_PERSON", "FILED"),
                        received,
                        inDocuments,
                        separators,
                        blanks,
                        0,
                        find,
                        null)));
    }

    /** Whose charts the last arrival belongs in. @param filed how many of its documents go there by themselves; null: some */
    private void about(@Nullable Integer filed, Person... patients) {
        change(expected -> new Manifest.Expected(
                expected.documents(),
                expected.stages(),
                expected.received(),
                expected.inDocuments(),
                expected.separators(),
                expected.blanks(),
                expected.rejected(),
                expected.find(),
                expected.reason(),
                Arrays.stream(patients).map(Person::mrn).toList(),
                filed));
    }

    /** The last arrival is about two people, and is stopped. */
    private void stopped() {
        change(expected -> new Manifest.Expected(
                expected.documents(),
                List.of("NEEDS_PERSON"),
                expected.received(),
                expected.inDocuments(),
                expected.separators(),
                expected.blanks(),
                expected.rejected(),
                expected.find(),
                "more than one patient"));
    }

    private void change(UnaryOperator<Manifest.Expected> change) {
        Manifest.SampleArrival last = arrivals.removeLast();
        arrivals.add(new Manifest.SampleArrival(
                last.file(), last.as(), last.sender(), last.about(), change.apply(last.expect())));
    }

    private void write(String name, byte[] bytes, Paper truth) throws IOException {
        Files.write(out.resolve("arrivals").resolve(name), bytes);
        Files.writeString(out.resolve("truth").resolve(name + ".txt"), String.join("\n\f\n", truth.truths()) + "\n");
    }

    private Paper draw(List<Paper.Drawing> drawings) throws IOException {
        return Paper.draw(cache.resolve("fonts"), drawings);
    }

    private Paper draw(PDRectangle size, List<Paper.Drawing> drawings) throws IOException {
        return Paper.draw(cache.resolve("fonts"), size, drawings);
    }

    private static List<BufferedImage> bitonalAll(List<BufferedImage> pages) {
        return pages.stream()
                .map(page -> Scan.bitonal(page, page.getWidth(), page.getHeight(), 150))
                .toList();
    }

    private static List<Paper.Drawing> join(List<Paper.Drawing> first, List<Paper.Drawing> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Random random(String kind, int number) {
        return new Random(SEED ^ ((long) kind.hashCode() << 20) ^ number);
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static Map<String, String> row(Person p) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("mrn", p.mrn());
        row.put("family", p.family());
        row.put("given", p.given());
        row.put("middle", p.middle());
        row.put("birthDate", p.birthDate().toString());
        row.put("sex", p.sex());
        row.put("phone", p.phone());
        row.put("address", p.street() + ", " + p.city());
        return row;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SampleOffice.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing");
            }
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return String.join("\n", reader.lines().toList());
            }
        }
    }
}
