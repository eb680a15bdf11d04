package org.chartroom.api.releases;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chartroom.api.auth.Counter;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Records;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.chartroom.release.forms.AuthorizationReader;
import org.chartroom.release.forms.FormReading;

/** Reads authorizations among the documents that came in, with what stands on their page images. Safe for use by many threads. */
final class PaperReading {
    /** A form has few pages; what follows is something else. */
    private static final int MOST_PAGES = 6;

    private static final int DARK = 128;

    /** A signature's share of its line, without the rule under it. */
    private static final double WRITTEN = 0.006;

    private static final double RULE = 0.5;

    private final Counter counter;
    private final PageTexts texts;
    private final AuthorizationReader reader = AuthorizationReader.shipped();

    PaperReading(Counter counter, PageTexts texts) {
        this.counter = counter;
        this.texts = texts;
    }

    /** Whether one of the first pages is that of an authorization or a request; needs no place of any word. */
    boolean isForm(Records records, Document document) {
        return IntStream.rangeClosed(1, Math.min(document.pages(), MOST_PAGES))
                .mapToObj(page -> records.documents().page(document.id(), page))
                .flatMap(Optional::stream)
                .map(Page::text)
                .anyMatch(reader::isForm);
    }

    FormReading read(Document document) {
        List<List<Word>> pages = new ArrayList<>();
        for (int page = 1; page <= Math.min(document.pages(), MOST_PAGES); page++) {
            pages.add(texts.find(document.id(), page).map(PaperReading::words).orElse(List.of()));
        }
        return reader.read(pages, new Seen(document.id(), new HashMap<>()));
    }

    private static List<Word> words(PageText text) {
        if (text instanceof PageText.Printed printed) {
            return printed.words();
        }
        List<Word> words = new ArrayList<>();
        List<String> lines = text.text().lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            for (String word : lines.get(line).split("\\s+")) {
                if (!word.isBlank()) {
                    words.add(new Word(word, new Box(0, line, 1, 1), 1, line));
                }
            }
        }
        return words;
    }

    /** The picture of a page; empty where it has none that can be decoded. */
    Optional<BufferedImage> picture(DocumentId document, int page) {
        Optional<Page> there =
                counter.store().read(records -> records.documents().page(document, page));
        return there.flatMap(Page::image).flatMap(image -> {
            try {
                return Optional.of(new PagePictures(counter.blobs()).of(image));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private final class Seen implements AuthorizationReader.Ink {
        private final DocumentId document;
        private final Map<Integer, Optional<BufferedImage>> pictures;

        Seen(DocumentId document, Map<Integer, Optional<BufferedImage>> pictures) {
            this.document = document;
            this.pictures = pictures;
        }

        @Override
        public boolean isIn(int page, Box region) {
            return pictures.computeIfAbsent(page, number -> picture(document, number))
                    .filter(image -> isWritten(image, region))
                    .isPresent();
        }
    }

    /** Whether something dark that is no rule is in a part of a picture. */
    static boolean isWritten(BufferedImage image, Box region) {
        int left = Math.clamp(region.x(), 0, image.getWidth());
        int right = Math.clamp((long) region.x() + region.width(), left, image.getWidth());
        int top = Math.clamp(region.y(), 0, image.getHeight());
        int bottom = Math.clamp((long) region.y() + region.height(), top, image.getHeight());
        long dark = 0;
        for (int y = top; y < bottom; y++) {
            int across = 0;
            for (int x = left; x < right; x++) {
                across += (image.getRGB(x, y) >> 8 & 0xFF) < DARK ? 1 : 0;
            }
            dark += across > (right - left) * RULE ? 0 : across;
        }
        return dark > WRITTEN * (right - left) * (bottom - top);
    }
}
