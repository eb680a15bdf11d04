package org.chartroom.api.forms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.chartroom.api.auth.Counter;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.index.forms.CapturedValue;
import org.chartroom.index.forms.FormFit;
import org.chartroom.index.forms.FormMatcher;
import org.chartroom.index.forms.FormPage;
import org.chartroom.index.forms.FormReader;
import org.chartroom.index.forms.PageInk;
import org.chartroom.ingest.image.GrayPage;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the forms among the pages of documents and takes their values. Changes nothing. Safe for use by many threads. */
public final class FormDesk {
    private static final Logger log = LoggerFactory.getLogger(FormDesk.class);

    /** Forms stand at the front of what comes in; of a book of five hundred pages the rest is not looked through. */
    private static final int MOST_PAGES = 20;

    private final RecordStore store;
    private final BlobStore blobs;
    private final PageTexts texts;
    private final Clock clock;
    private final ZoneId zone;
    private final FacilityId facility;
    /** An image takes as many bytes as it has pixels while it is looked at. */
    private final Semaphore memory = new Semaphore(2);

    /** @param texts the pages as they were read */
    public FormDesk(Counter counter, PageTexts texts) {
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.texts = texts;
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.facility = counter.facility();
    }

    /**
     * A page that is a form, or may be one.
     *
     * @param number in the document, from 1
     * @param fits the forms it may be, the best first; at least one
     * @param values what stands in the zones of the best; none when it does not fit well enough
     */
    record FormOnPage(int number, List<FormFit> fits, List<CapturedValue> values) {
        FormFit best() {
            return fits.getFirst();
        }

        /** Whether two forms fit alike, so that nobody can say which it is. */
        boolean isAlike() {
            return fits.size() > 1 && FormMatcher.alike(fits.get(0), fits.get(1));
        }
    }

    /** The templates in use. */
    List<FormTemplate> inUse() {
        return store.<List<FormTemplate>>read(records -> records.forms().templates(facility)).stream()
                .filter(template -> !template.retired())
                .toList();
    }

    /** The forms among the pages of a document. */
    List<FormOnPage> of(Document document, List<FormTemplate> templates) {
        if (templates.isEmpty()) {
            return List.of();
        }
        List<FormOnPage> forms = new ArrayList<>();
        for (Page page : store.<List<Page>>read(records -> records.documents().pages(document.id())).stream()
                .limit(MOST_PAGES)
                .toList()) {
            page(document, page).ifPresent(read -> {
                List<FormFit> fits = FormMatcher.fits(read, templates);
                if (!fits.isEmpty()) {
                    forms.add(taken(page, read, fits));
                }
            });
        }
        return forms;
    }

    /** A page with the places of its words; empty when it has none. */
    Optional<FormPage> page(Document document, Page page) {
        return texts.find(document.id(), page.number())
                .filter(PageText.Printed.class::isInstance)
                .map(PageText.Printed.class::cast)
                .filter(_ -> page.geometry().isPresent())
                .map(printed -> new FormPage(printed.words(), page.geometry().orElseThrow()));
    }

    private FormOnPage taken(Page page, FormPage read, List<FormFit> fits) {
        FormOnPage untaken = new FormOnPage(page.number(), fits, List.of());
        if (!untaken.best().isGood() || untaken.isAlike()) {
            return untaken;
        }
        boolean looks = untaken.best().template().zones().stream()
                .anyMatch(each -> each.kind() != FormZone.Kind.DATE && each.kind() != FormZone.Kind.PHONE);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        memory.acquireUninterruptibly();
        try {
            Optional<PageInk> ink = looks ? page.image().flatMap(image -> ink(page, image)) : Optional.empty();
            return new FormOnPage(page.number(), fits, FormReader.read(untaken.best(), read, ink, today));
        } finally {
            memory.release();
        }
    }

    private Optional<PageInk> ink(Page page, Blob image) {
        try (InputStream in = Channels.newInputStream(blobs.open(image.ref()))) {
            return Optional.of(new Seen(GrayPage.of(in.readAllBytes())));
        } catch (IOException e) {
            // Signatures are then said to be for a person to look at; admin verify names the damage.
            log.warn("The image of page {} of document {} cannot be read.", page.number(), page.document(), e);
            return Optional.empty();
        }
    }

    private record Seen(GrayPage page) implements PageInk {
        @Override
        public int width() {
            return page.width();
        }

        @Override
        public int height() {
            return page.height();
        }

        @Override
        public int luminance(int x, int y) {
            return page.luminance(x, y);
        }
    }
}
