package org.chartroom.samples;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The paper of a medical office: each method gives the drawings of one document. */
final class Forms {
    private static final LocalDate TODAY = Office.TODAY;

    private final Office office;
    private final List<Condition> conditions = Condition.all();

    Forms(Office office) {
        this.office = office;
    }

    Condition condition(int index) {
        return conditions.get(index % conditions.size());
    }

    List<Paper.Drawing> intakePacket(Person p, Random random, boolean byHand) {
        Ink ink = byHand ? Ink.HAND : Ink.TYPEWRITER;
        Condition condition = conditions.get(random.nextInt(conditions.size()));
        return List.of(
                s -> {
                    letterhead(s);
                    s.centred(Ink.SANS_BOLD, 14, "NEW PATIENT REGISTRATION").gap(6);
                    s.field(54, 300, "Last name", ink, p.family())
                            .field(370, 188, "MRN", ink, p.mrn())
                            .gap(24);
                    s.field(54, 300, "First name", ink, p.given())
                            .field(370, 188, "Middle", ink, p.middle())
                            .gap(24);
                    s.field(54, 220, "Date of birth", ink, p.born())
                            .field(300, 258, "Phone", ink, p.phone())
                            .gap(24);
                    s.field(54, 504, "Street", ink, p.street()).gap(24);
                    s.field(54, 504, "City, state, ZIP", ink, p.city()).gap(26);
                    s.at(54, s.y(), Ink.SANS, 9.5f, "Sex:");
                    s.tick(90, s.y(), p.sex().equals("female"), "Female")
                            .tick(160, s.y(), p.sex().equals("male"), "Male")
                            .gap(22);
                    s.at(54, s.y(), Ink.SANS, 9.5f, "Preferred contact:");
                    s.tick(150, s.y(), true, "Phone")
                            .tick(220, s.y(), false, "E-mail")
                            .tick(290, s.y(), false, "Letter")
                            .gap(30);
                    s.box(54, s.y() - 14, 504, 92, 1).gap(4);
                    s.at(62, s.y(), Ink.SANS_BOLD, 10, "INSURANCE").gap(22);
                    s.field(62, 230, "Plan", ink, p.payer())
                            .field(310, 240, "Member ID", ink, p.memberId())
                            .gap(24);
                    s.field(62, 230, "Group", ink, "GRP-" + (1000 + random.nextInt(9000)))
                            .field(310, 240, "Holder", ink, p.fullName())
                            .gap(44);
                    s.at(54, s.y(), Ink.SANS_BOLD, 10, "EMERGENCY CONTACT").gap(22);
                    s.field(54, 300, "Name", ink, "Marion " + p.family())
                            .field(370, 188, "Phone", ink, "(555) 555-0199")
                            .gap(40);
                    s.paragraph(
                                    Ink.SANS,
                                    9,
                                    "I confirm that the information above is correct and agree to be contacted about my care.")
                            .gap(20);
                    s.field(54, 300, "Signature", Ink.HAND, p.given() + " " + p.family())
                            .field(370, 188, "Date", ink, Person.us(TODAY));
                },
                s -> {
                    letterhead(s);
                    s.centred(Ink.SANS_BOLD, 14, "HEALTH HISTORY").gap(4);
                    s.field(54, 300, "Patient", ink, p.fullName())
                            .field(370, 188, "DOB", ink, p.born())
                            .gap(26);
                    s.at(54, s.y(), Ink.SANS_BOLD, 10, "Have you ever had any of these?")
                            .gap(18);
                    List<String> asked = List.of(
                            "High blood pressure",
                            "Diabetes",
                            "Asthma or COPD",
                            "Heart disease",
                            "Stroke",
                            "Cancer",
                            "Thyroid disease",
                            "Kidney disease",
                            "Depression",
                            "Seizures",
                            "Arthritis",
                            "Blood clots");
                    for (int i = 0; i < asked.size(); i++) {
                        s.tick(54 + (i % 3) * 170f, s.y(), random.nextInt(4) == 0, asked.get(i));
                        if (i % 3 == 2) {
                            s.gap(19);
                        }
                    }
                    s.gap(12)
                            .at(54, s.y(), Ink.SANS_BOLD, 10, "Medicines you take")
                            .gap(8);
                    float top = s.y();
                    for (String medication : condition.medications()) {
                        s.gap(16)
                                .at(60, s.y(), ink, ink == Ink.HAND ? 14 : 10, medication)
                                .gap(6);
                        s.rule(54, s.y(), 558, s.y(), 0.6f);
                    }
                    s.box(54, top, 504, s.y() - top, 1).gap(28);
                    s.at(54, s.y(), Ink.SANS_BOLD, 10, "Allergies").gap(18);
                    s.tick(54, s.y(), random.nextBoolean(), "None known")
                            .tick(170, s.y(), random.nextInt(3) == 0, "Penicillin")
                            .tick(290, s.y(), random.nextInt(4) == 0, "Sulfa")
                            .tick(410, s.y(), false, "Latex")
                            .gap(28);
                    s.at(54, s.y(), Ink.SANS_BOLD, 10, "Reason for your visit").gap(18);
                    s.at(60, s.y(), ink, ink == Ink.HAND ? 14 : 10, condition.diagnosis())
                            .gap(6)
                            .rule(54, s.y(), 558, s.y(), 0.6f)
                            .gap(30);
                    s.field(54, 300, "Signature", Ink.HAND, p.given() + " " + p.family())
                            .field(370, 188, "Date", ink, Person.us(TODAY));
                });
    }

    Paper.Drawing insuranceCard(Person p, Random random) {
        return s -> {
            s.shade(0, 0, 243, 153, new Color(232, 240, 250));
            s.shade(0, 0, 243, 30, new Color(20, 60, 120));
            s.inColour(Color.WHITE).at(10, 20, Ink.SANS_BOLD, 12, p.payer()).inColour(Color.BLACK);
            s.at(10, 50, Ink.SANS, 7, "MEMBER NAME").at(10, 62, Ink.SANS_BOLD, 10, p.fullName());
            s.at(10, 80, Ink.SANS, 7, "MEMBER ID").at(10, 92, Ink.SANS_BOLD, 10, p.memberId());
            s.at(140, 80, Ink.SANS, 7, "DATE OF BIRTH").at(140, 92, Ink.SANS, 10, p.born());
            s.at(10, 110, Ink.SANS, 7, "GROUP").at(10, 121, Ink.SANS, 9, "GRP-" + (1000 + random.nextInt(9000)));
            s.at(80, 110, Ink.SANS, 7, "PLAN").at(80, 121, Ink.SANS, 9, "PPO 500");
            s.at(140, 110, Ink.SANS, 7, "OFFICE VISIT").at(140, 121, Ink.SANS, 9, "$" + (10 + 5 * random.nextInt(6)));
            s.at(10, 143, Ink.SANS, 7, "Member services (555) 555-0160   Rx BIN 610000");
        };
    }

    List<Paper.Drawing> referralLetter(Person p, Condition c, Clinician from, LocalDate date) {
        return List.of(s -> {
            senderHead(s, from.practice(), from.specialty(), from.phone(), from.fax());
            s.line(Ink.SERIF, 11, longDate(date)).gap(8);
            s.line(Ink.SERIF, 11, office.own().getFirst().signature());
            s.line(Ink.SERIF, 11, office.name());
            s.line(Ink.SERIF, 11, office.address()).gap(10);
            s.line(Ink.SERIF_BOLD, 11, "RE: " + p.fullName() + "   DOB: " + p.born() + "   MRN: " + p.mrn())
                    .gap(8);
            s.line(Ink.SERIF, 11, "Dear Dr. Castlemaine,").gap(6);
            s.paragraph(
                            Ink.SERIF,
                            11,
                            "Thank you for referring " + p.courtesy() + " " + p.family() + ", who is " + p.ageOn(date)
                                    + " years old, for evaluation of " + lowerFirst(c.diagnosis()) + ". "
                                    + told(c.story(), p))
                    .gap(6);
            s.paragraph(Ink.SERIF, 11, "On examination: " + String.join(" ", c.findings()))
                    .gap(6);
            s.paragraph(Ink.SERIF, 11, "Current medications are " + String.join("; ", c.medications()) + ".")
                    .gap(6);
            s.paragraph(
                            Ink.SERIF,
                            11,
                            "My impression is " + lowerFirst(c.diagnosis()) + ". " + String.join(" ", c.plan()))
                    .gap(6);
            s.paragraph(
                            Ink.SERIF,
                            11,
                            "I will see " + p.courtesy() + " " + p.family()
                                    + " again in eight weeks. Please call with any questions.")
                    .gap(14);
            s.line(Ink.SERIF, 11, "Sincerely,").gap(4);
            s.line(Ink.HAND, 20, from.name());
            s.line(Ink.SERIF, 11, from.signature());
        });
    }

    List<Paper.Drawing> labReport(Person p, Condition c, LocalDate collected, Random random) {
        return List.of(s -> {
            s.at(54, 56, Ink.SANS_BOLD, 17, "Three Rivers Reference Laboratory");
            s.at(
                    54,
                    72,
                    Ink.SANS,
                    9,
                    "80 Mill Race, Millbrook, NH 03000   CLIA 30D0000000   Director: Ignatius Bloom, MD");
            s.moveTo(92).ruleAcross();
            s.row(
                    Ink.SANS,
                    10,
                    new float[] {54, 310},
                    "Patient: " + p.shelfName(),
                    "Accession: TR" + (100000 + random.nextInt(900000)));
            s.row(
                    Ink.SANS,
                    10,
                    new float[] {54, 310},
                    "Date of birth: " + p.born(),
                    "Collected: " + Person.us(collected) + " 08:15");
            s.row(
                    Ink.SANS,
                    10,
                    new float[] {54, 310},
                    "MRN: " + p.mrn() + "   Sex: " + (p.sex().equals("female") ? "F" : "M"),
                    "Reported: " + Person.us(collected.plusDays(1)) + " 16:40");
            s.row(
                            Ink.SANS,
                            10,
                            new float[] {54, 310},
                            "Ordering: " + office.own().getFirst().signature(),
                            "Status: FINAL")
                    .gap(10);
            s.ruleAcross();
            float[] columns = {54, 240, 310, 370, 480};
            s.row(Ink.SANS_BOLD, 10, columns, "TEST", "RESULT", "FLAG", "UNITS", "REFERENCE");
            s.ruleAcross();
            for (Condition.Lab lab : c.labs()) {
                String flag = !lab.abnormal()
                        ? ""
                        : Double.parseDouble(lab.value())
                                        > Double.parseDouble(lab.reference().split("-")[1])
                                ? "H"
                                : "L";
                s.row(Ink.SANS, 10, columns, lab.test(), lab.value(), flag, lab.unit(), lab.reference());
            }
            s.gap(8).ruleAcross();
            s.paragraph(
                    Ink.SANS,
                    9,
                    "H = above, L = below the reference interval. Results should be interpreted together with the clinical findings.");
            s.gap(4).line(Ink.SANS, 9, "End of report. Page 1 of 1");
        });
    }

    List<Paper.Drawing> imagingReport(Person p, Condition c, LocalDate date) {
        return List.of(s -> {
            senderHead(s, "Millbrook Imaging Center", "Radiology", "(555) 555-0165", "(555) 555-0166");
            s.centred(Ink.SANS_BOLD, 13, "DIAGNOSTIC IMAGING REPORT").gap(4);
            s.row(Ink.SANS, 10.5f, new float[] {54, 330}, "Patient: " + p.shelfName(), "DOB: " + p.born());
            s.row(Ink.SANS, 10.5f, new float[] {54, 330}, "MRN: " + p.mrn(), "Date of exam: " + Person.us(date));
            s.row(
                            Ink.SANS,
                            10.5f,
                            new float[] {54, 330},
                            "Referring: " + office.own().get(1).signature(),
                            "Status: FINAL")
                    .ruleAcross();
            s.heading(Ink.SANS_BOLD, 10.5f, "CLINICAL INDICATION").paragraph(Ink.SANS, 10.5f, c.diagnosis() + ".");
            s.heading(Ink.SANS_BOLD, 10.5f, "COMPARISON").paragraph(Ink.SANS, 10.5f, "None available.");
            s.heading(Ink.SANS_BOLD, 10.5f, "FINDINGS")
                    .paragraph(
                            Ink.SANS,
                            10.5f,
                            String.join(" ", c.imaging())
                                    + " No acute fracture is seen. The visualized soft tissues are unremarkable.");
            s.heading(Ink.SANS_BOLD, 10.5f, "IMPRESSION")
                    .paragraph(Ink.SANS, 10.5f, "1. " + c.imaging().getFirst());
            s.gap(10)
                    .line(
                            Ink.SANS,
                            10.5f,
                            "Electronically signed by Verity Langston, MD, Radiology, " + Person.us(date) + " 14:22");
        });
    }

    List<Paper.Drawing> dischargeSummary(Person p, Condition c, LocalDate discharged) {
        LocalDate admitted = discharged.minusDays(4);
        return List.of(
                s -> {
                    senderHead(
                            s, "Millbrook Community Hospital", "Hospital Medicine", "(555) 555-0150", "(555) 555-0151");
                    s.centred(Ink.SERIF_BOLD, 14, "DISCHARGE SUMMARY").gap(4);
                    s.row(Ink.SERIF, 11, new float[] {54, 330}, "Patient: " + p.shelfName(), "DOB: " + p.born());
                    s.row(Ink.SERIF, 11, new float[] {54, 330}, "MRN: " + p.mrn(), "Attending: Phineas Grey, MD");
                    s.row(
                                    Ink.SERIF,
                                    11,
                                    new float[] {54, 330},
                                    "Admitted: " + Person.us(admitted),
                                    "Discharged: " + Person.us(discharged))
                            .ruleAcross();
                    s.heading(Ink.SERIF_BOLD, 11, "DISCHARGE DIAGNOSIS").paragraph(Ink.SERIF, 11, c.diagnosis() + ".");
                    s.heading(Ink.SERIF_BOLD, 11, "HISTORY OF PRESENT ILLNESS")
                            .paragraph(Ink.SERIF, 11, told(c.story(), p));
                    s.heading(Ink.SERIF_BOLD, 11, "EXAMINATION ON ADMISSION")
                            .paragraph(Ink.SERIF, 11, String.join(" ", c.findings()));
                    s.heading(Ink.SERIF_BOLD, 11, "HOSPITAL COURSE")
                            .paragraph(
                                    Ink.SERIF,
                                    11,
                                    p.courtesy() + " " + p.family() + " was admitted to the medical floor. "
                                            + String.join(" ", c.imaging()) + " " + p.pronoun()
                                            + " improved over the next three days and was able to walk the hallway without help before discharge.");
                    s.moveTo(740).centred(Ink.SERIF, 9, p.shelfName() + "  " + p.mrn() + "  Page 1 of 2");
                },
                s -> {
                    s.line(Ink.SERIF, 10, p.shelfName() + "   DOB: " + p.born() + "   MRN: " + p.mrn())
                            .ruleAcross();
                    s.heading(Ink.SERIF_BOLD, 11, "DISCHARGE MEDICATIONS");
                    for (String medication : c.medications()) {
                        s.line(Ink.SERIF, 11, "- " + medication);
                    }
                    s.heading(Ink.SERIF_BOLD, 11, "FOLLOW-UP");
                    for (String step : c.plan()) {
                        s.line(Ink.SERIF, 11, "- " + step);
                    }
                    s.heading(Ink.SERIF_BOLD, 11, "CONDITION AT DISCHARGE")
                            .paragraph(Ink.SERIF, 11, "Stable. Diet as tolerated. Activity as tolerated.");
                    s.gap(16).line(Ink.SERIF, 11, "Phineas Grey, MD   dictated and signed " + Person.us(discharged));
                    s.moveTo(740).centred(Ink.SERIF, 9, p.shelfName() + "  " + p.mrn() + "  Page 2 of 2");
                });
    }

    List<Paper.Drawing> consent(Person p, LocalDate date) {
        return List.of(s -> {
            letterhead(s);
            s.centred(Ink.SANS_BOLD, 14, "CONSENT TO TREATMENT").gap(6);
            s.field(54, 300, "Patient", Ink.TYPEWRITER, p.fullName())
                    .field(370, 188, "DOB", Ink.TYPEWRITER, p.born())
                    .gap(28);
            s.paragraph(
                            Ink.SANS,
                            10.5f,
                            "I consent to examination and treatment by the clinicians of " + office.name()
                                    + ". I understand that medicine is not an exact science and that no results have been promised to me.")
                    .gap(8);
            s.paragraph(
                            Ink.SANS,
                            10.5f,
                            "I have had the chance to ask questions about the risks, the benefits and the alternatives, including no treatment. I may withdraw this consent at any time, except where it has already been relied upon.")
                    .gap(8);
            s.paragraph(Ink.SANS, 10.5f, "I have been offered a copy of the Notice of Privacy Practices.")
                    .gap(16);
            s.tick(54, s.y(), true, "I accept the Notice of Privacy Practices").gap(20);
            s.tick(54, s.y(), false, "I do not want reminders by text message").gap(40);
            s.field(54, 300, "Signature", Ink.HAND, p.given() + " " + p.family())
                    .field(370, 188, "Date", Ink.TYPEWRITER, Person.us(date));
        });
    }

    List<Paper.Drawing> releaseAuthorization(Person p, LocalDate date, String recipient) {
        return List.of(s -> {
            letterhead(s);
            s.centred(Ink.SANS_BOLD, 13, "AUTHORIZATION TO RELEASE HEALTH INFORMATION")
                    .gap(6);
            s.field(54, 300, "Patient", Ink.TYPEWRITER, p.fullName())
                    .field(370, 188, "DOB", Ink.TYPEWRITER, p.born())
                    .gap(24);
            s.field(54, 300, "MRN", Ink.TYPEWRITER, p.mrn())
                    .field(370, 188, "Phone", Ink.TYPEWRITER, p.phone())
                    .gap(28);
            s.paragraph(Ink.SANS, 10, "I authorize " + office.name() + " to disclose the following information:")
                    .gap(6);
            s.tick(54, s.y(), true, "Progress notes")
                    .tick(220, s.y(), true, "Laboratory results")
                    .tick(390, s.y(), false, "Imaging reports")
                    .gap(20);
            s.tick(54, s.y(), false, "Entire record")
                    .tick(220, s.y(), false, "Billing records")
                    .tick(390, s.y(), false, "Other")
                    .gap(26);
            s.field(54, 240, "From", Ink.TYPEWRITER, Person.us(date.minusYears(1)))
                    .field(310, 248, "To", Ink.TYPEWRITER, Person.us(date))
                    .gap(26);
            s.field(54, 504, "To be disclosed to", Ink.TYPEWRITER, recipient).gap(26);
            s.field(54, 504, "Purpose", Ink.TYPEWRITER, "Continuing care").gap(26);
            s.field(54, 504, "Expires", Ink.TYPEWRITER, Person.us(date.plusMonths(6)))
                    .gap(28);
            s.paragraph(
                            Ink.SANS,
                            9.5f,
                            "I may revoke this authorization in writing at any time, except to the extent that action has already been taken in reliance on it. My treatment does not depend on signing it. Information disclosed may be redisclosed by the recipient and then no longer be protected.")
                    .gap(26);
            s.field(54, 300, "Signature of patient", Ink.HAND, p.given() + " " + p.family())
                    .field(370, 188, "Date", Ink.TYPEWRITER, Person.us(date));
        });
    }

    List<Paper.Drawing> priorAuthorization(Person p, Condition c, LocalDate date) {
        return List.of(s -> {
            s.at(54, 56, Ink.SANS_BOLD, 15, p.payer());
            s.moveTo(76)
                    .line(Ink.SANS_BOLD, 12, "PRIOR AUTHORIZATION REQUEST - DECISION")
                    .ruleAcross();
            s.row(Ink.SANS, 10.5f, new float[] {54, 310}, "Member: " + p.fullName(), "Member ID: " + p.memberId());
            s.row(Ink.SANS, 10.5f, new float[] {54, 310}, "DOB: " + p.born(), "Date: " + Person.us(date))
                    .gap(8);
            s.paragraph(
                            Ink.SANS,
                            10.5f,
                            "Service requested: consultation, " + c.specialty() + ". Diagnosis: " + c.diagnosis() + ".")
                    .gap(4);
            s.paragraph(
                            Ink.SANS,
                            10.5f,
                            "Decision: APPROVED for three visits within 90 days. Reference number PA-"
                                    + Math.abs(p.memberId().hashCode() % 1_000_000) + ".")
                    .gap(4);
            s.paragraph(Ink.SANS, 10.5f, "This decision is not a guarantee of payment.");
        });
    }

    Paper.Drawing faxCover(Person p, Clinician from, int pages, LocalDate date) {
        return s -> {
            s.moveTo(110).centred(Ink.SANS_BOLD, 34, "FAX").gap(10);
            s.row(Ink.SANS, 12, new float[] {80, 180}, "To:", office.name());
            s.row(Ink.SANS, 12, new float[] {80, 180}, "Fax:", office.fax());
            s.row(Ink.SANS, 12, new float[] {80, 180}, "From:", from.practice());
            s.row(Ink.SANS, 12, new float[] {80, 180}, "Phone:", from.phone());
            s.row(Ink.SANS, 12, new float[] {80, 180}, "Date:", Person.us(date));
            s.row(Ink.SANS, 12, new float[] {80, 180}, "Pages:", pages + " including cover");
            s.row(Ink.SANS, 12, new float[] {80, 180}, "Re:", p.shelfName() + "  DOB " + p.born())
                    .gap(20);
            s.paragraph(
                    80,
                    440,
                    Ink.SANS,
                    10,
                    "CONFIDENTIAL: This fax contains health information protected by law. If you received it in error, call the sender at once and destroy it.");
        };
    }

    /** A separator sheet: Code 128 {@code SEP:<value>}, with the words a person needs. */
    Paper.Drawing separator(String value) {
        return s -> {
            s.moveTo(120).centred(Ink.SANS_BOLD, 28, "DOCUMENT SEPARATOR").gap(10);
            s.picture(code128("SEP:" + value), 106, 190, 400, 110);
            s.moveTo(340).centred(Ink.SANS, 16, value).gap(20);
            s.centred(Ink.SANS, 11, "Put this sheet between two documents. It is not kept.");
            s.picture(code128("SEP:" + value), 106, 480, 400, 110);
        };
    }

    Paper.Drawing blank() {
        return s -> s.gap(0);
    }

    /** A clinic list as office software prints it: two columns of text and a table. */
    List<Paper.Drawing> medicationList(Person p, Condition first, Condition second, LocalDate date) {
        List<String> medications = new ArrayList<>(first.medications());
        medications.addAll(second.medications());
        return List.of(s -> {
            letterhead(s);
            s.line(Ink.SANS_BOLD, 13, "Medication list for " + p.fullName());
            s.line(Ink.SANS, 10, "Date of birth " + p.born() + ", MRN " + p.mrn() + ", printed " + Person.us(date))
                    .gap(10);
            float top = s.y() - 12;
            s.shade(54, top, 504, 18, new Color(225, 225, 225));
            float[] columns = {60, 250, 400};
            s.row(Ink.SANS_BOLD, 10, columns, "Medicine and dose", "How to take it", "For")
                    .gap(4);
            for (int i = 0; i < medications.size(); i++) {
                String medication = medications.get(i);
                int cut = medication.contains(" by mouth") ? medication.indexOf(" by mouth") : medication.length();
                Condition of = i < first.medications().size() ? first : second;
                s.row(
                        Ink.SANS,
                        10,
                        columns,
                        shorten(medication.substring(0, cut), 34),
                        shorten(medication.substring(cut).strip(), 27),
                        shorten(of.diagnosis(), 28));
                s.rule(54, s.y() - 10, 558, s.y() - 10, 0.4f).gap(4);
            }
            s.rule(244, top, 244, s.y() - 14, 0.4f).rule(394, top, 394, s.y() - 14, 0.4f);
            s.box(54, top, 504, s.y() - 14 - top, 0.8f).gap(12);
            s.paragraph(
                    Ink.SANS,
                    10,
                    "Bring this list to every visit. Call " + office.phone() + " before you stop a medicine.");
        });
    }

    static String told(List<String> story, Person p) {
        return String.join(" ", story)
                .replace("{He}", p.pronoun())
                .replace("{he}", p.pronoun().toLowerCase(Locale.ROOT));
    }

    private void letterhead(Sheet s) throws IOException {
        s.at(54, 50, Ink.SANS_BOLD, 16, office.name());
        s.at(54, 64, Ink.SANS, 9, office.address() + "   Tel " + office.phone() + "   Fax " + office.fax());
        s.rule(54, 72, 558, 72, 1.2f);
        s.moveTo(98);
    }

    private static void senderHead(Sheet s, String name, String specialty, String phone, String fax)
            throws IOException {
        s.at(54, 54, Ink.SERIF_BOLD, 17, name);
        s.at(54, 69, Ink.SERIF, 10, specialty + "   Tel " + phone + "   Fax " + fax);
        s.rule(54, 78, 558, 78, 1);
        s.moveTo(104);
    }

    private static String lowerFirst(String text) {
        return Character.isUpperCase(text.charAt(0)) && text.length() > 1 && Character.isLowerCase(text.charAt(1))
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    private static String longDate(LocalDate date) {
        return java.time.format.DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US)
                .format(date);
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length).strip();
    }

    static BufferedImage code128(String value) {
        try {
            BitMatrix bars = new MultiFormatWriter().encode(value, BarcodeFormat.CODE_128, 800, 220);
            BufferedImage image = new BufferedImage(bars.getWidth(), bars.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < bars.getHeight(); y++) {
                for (int x = 0; x < bars.getWidth(); x++) {
                    image.setRGB(x, y, bars.get(x, y) ? 0x000000 : 0xffffff);
                }
            }
            return image;
        } catch (WriterException e) {
            throw new IllegalArgumentException("not a Code 128 value: " + value, e);
        }
    }
}
