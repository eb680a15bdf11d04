package org.chartroom.api.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A chart that another practice sends is looked at, refused or taken in, without a mouse. */
@ExtendWith(Browser.class)
final class TransfersWalkTest {
    @TempDir
    Path folder;

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "transfers-" + name + ".png")));
    }

    /** As another practice sends it. */
    private Path sent(String family, String given, String born) throws IOException {
        Path file = folder.resolve("chart.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bundle.json"));
            zip.write("""
                    {"resourceType":"Bundle","type":"collection","entry":[
                     {"resource":{"resourceType":"Patient","name":[{"family":"%s","given":["%s"]}],"birthDate":"%s"}},
                     {"resource":{"resourceType":"DocumentReference","custodian":{"display":"Lakeside Clinic"},
                      "content":[{"attachment":{"contentType":"application/pdf","url":"001.pdf","title":"Consultation of 3 May"}}]}},
                     {"resource":{"resourceType":"DocumentReference",
                      "content":[{"attachment":{"contentType":"audio/wav","url":"002.wav","title":"Dictation of 3 May"}}]}}]}
                    """.formatted(family, given, born).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("001.pdf"));
            zip.write(pdf(given + " " + family + ", seen on 3 May"));
        }
        return file;
    }

    private static byte[] pdf(String words) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream pen = new PDPageContentStream(document, page)) {
                pen.beginText();
                pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                pen.newLineAtOffset(72, 700);
                pen.showText(words);
                pen.endText();
            }
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void aChartIsRefusedOnceAndTakenInTheNextTime(Walk walk) throws Exception {
        walk.office.patient("MR480001", "Okonjo", "Grace", "1983-09-17", "12 Mill Lane");
        Path file = sent("Okonjo", "Grace", "1983-09-17");
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(clerk, "/inbox");
        Walk.tabTo(clerk, "Charts sent");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "A chart that another practice sent");
        Walk.choose(clerk, "u", Office.sample("arrivals/letter-00.png"));
        Walk.sees(clerk, "That is no transfer that can be taken in");
        Walk.isAccessible(clerk);
        Walk.choose(clerk, "u", file);
        Walk.sees(clerk, "Lakeside Clinic");
        Walk.sees(clerk, "MR480001");
        Walk.sees(clerk, "Dictation of 3 May");
        Walk.isAccessible(clerk);
        picture(clerk, "looked");
        Walk.tabTo(clerk, "Refuse…");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "Nothing of what Lakeside Clinic sent is kept");
        Walk.isAccessible(clerk);
        Walk.tabTo(clerk, "Refuse it");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "Nothing was taken in");
        Walk.choose(clerk, "u", file);
        Walk.sees(clerk, "Take in 1 document");
        Walk.press(clerk, "t");
        Walk.sees(clerk, "1 of 1 document not filed yet");
        Walk.isAccessible(clerk);
        picture(clerk, "taken");

        Page dark = walk.signedIn(Role.INTAKE, Walk.Look.DARK);
        walk.goTo(dark, "/inbox/transfers");
        Walk.sees(dark, "Consultation of 3 May");
        Walk.isAccessible(dark);
        picture(dark, "dark");
        Page phone = walk.signedIn(Role.INTAKE, Walk.Look.PHONE);
        walk.goTo(phone, "/inbox/transfers");
        Walk.sees(phone, "Consultation of 3 May");
        phone.locator("#file").setInputFiles(sent("Nobody", "Known", "1999-01-02"));
        Walk.sees(phone, "No one chart has this name");
        Walk.isAccessible(phone);
        picture(phone, "phone");
        phone.getByText("Consultation of 3 May", new Page.GetByTextOptions().setExact(true))
                .last()
                .scrollIntoViewIfNeeded(new Locator.ScrollIntoViewIfNeededOptions());
        picture(phone, "phone-taken");
        walk.isQuiet();
    }
}
