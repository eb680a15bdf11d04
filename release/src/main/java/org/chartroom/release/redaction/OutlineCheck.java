package org.chartroom.release.redaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.release.redaction.Findings.What;

/**
 * That the bookmarks are those which the packaging wrote, and no others: each says what the packet's own list of contents says, on its
 * text pages, and leads to a page of the packet. Sources have none that could come along, as nothing is copied from them.
 */
final class OutlineCheck {
    private final PDDocument document;
    private final ProofJob job;

    OutlineCheck(PDDocument document, ProofJob job) {
        this.document = document;
        this.job = job;
    }

    /** @param walked every title that was met in the file, by whichever way one gets to it */
    void check(List<String> walked, Terms terms, Findings findings) throws IOException {
        if (walked.stream().anyMatch(terms::in)) {
            findings.add(What.V1, "A bookmark holds a term.");
        }
        List<String> titles = job.bookmarks().stream().map(Bookmark::title).toList();
        if (!walked.stream().sorted().toList().equals(titles.stream().sorted().toList())
                || !listed().equals(job.bookmarks())) {
            findings.add(What.V4, "It has bookmarks that are not those of its list of contents.");
        } else if (!titles.isEmpty()) {
            String own = ownText();
            if (!titles.stream().map(OutlineCheck::tight).allMatch(own::contains)) {
                findings.add(What.V4, "A bookmark says what the list of contents does not.");
            }
        }
    }

    private List<Bookmark> listed() throws IOException {
        List<Bookmark> found = new ArrayList<>();
        PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
        if (outline == null) {
            return found;
        }
        for (PDOutlineItem item : outline.children()) {
            String title = item.getTitle();
            PDPage page = item.findDestinationPage(document);
            int number = page == null ? 0 : document.getPages().indexOf(page) + 1;
            if (title == null || title.isBlank() || title.length() > Bookmark.LONGEST || number < 1) {
                return List.of();
            }
            found.add(new Bookmark(title, number));
            if (found.size() > job.bookmarks().size()) {
                break; // More than there may be; a list that leads back into itself has no end.
            }
        }
        return found;
    }

    private String ownText() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= Math.min(job.pages().size(), document.getNumberOfPages()); page++) {
            if (job.pages().get(page - 1).kind() == PageManifest.Kind.TEXT) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                text.append(tight(stripper.getText(document))).append('\n');
            }
        }
        return text.toString();
    }

    private static String tight(String text) {
        return text.replaceAll("\\s+", "");
    }
}
