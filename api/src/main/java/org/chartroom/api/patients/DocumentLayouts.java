package org.chartroom.api.patients;

import java.util.List;
import java.util.stream.IntStream;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.record.Document;

/** The pages of documents with the places of their words, as far as they were read. Safe for use by many threads. */
public final class DocumentLayouts {
    /** Who a document is about stands on its first pages; of a book of five hundred the rest is not read for that. */
    private static final int MOST_PAGES = 20;

    private final PageTexts texts;

    DocumentLayouts(PageTexts texts) {
        this.texts = texts;
    }

    /** Of a document that was not read, or could not be, one page that says nothing. */
    List<PageLayout> of(Document document) {
        return of(document, MOST_PAGES);
    }

    /** @param most pages */
    List<PageLayout> of(Document document, int most) {
        return IntStream.rangeClosed(1, Math.clamp(document.pages(), 1, most))
                .mapToObj(page -> texts.find(document.id(), page)
                        .map(DocumentLayouts::layout)
                        .orElseGet(() -> PageLayout.of("")))
                .toList();
    }

    /** How one page lies. */
    public static PageLayout layout(PageText text) {
        return switch (text) {
            case PageText.Printed printed -> PageLayout.of(printed.words());
            case PageText.Heard heard -> PageLayout.of(heard.text());
            case PageText.Plain plain -> PageLayout.of(plain.text());
        };
    }
}
