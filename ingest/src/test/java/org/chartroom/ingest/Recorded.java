package org.chartroom.ingest;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.text.Word;

/** A sink that keeps all it is given, and checks that it comes in order. */
public final class Recorded implements ReadSink {
    public final List<FileFacts> opened = new ArrayList<>();
    public final List<PageRead> pages = new ArrayList<>();
    public final List<AttachmentRead> attachments = new ArrayList<>();

    @Override
    public void opened(FileFacts facts) {
        if (!opened.isEmpty() || !pages.isEmpty() || !attachments.isEmpty()) {
            throw new IllegalStateException("opened twice or late");
        }
        opened.add(facts);
    }

    @Override
    public void page(PageRead page) {
        if (opened.isEmpty()) {
            throw new IllegalStateException("a page came before the file was open");
        }
        pages.add(page);
    }

    @Override
    public void attachment(AttachmentRead attachment) {
        if (opened.isEmpty()) {
            throw new IllegalStateException("an attachment came before the file was open");
        }
        attachments.add(attachment);
    }

    /** The text of all pages. */
    public String text() {
        StringBuilder all = new StringBuilder();
        for (PageRead page : pages) {
            if (page.outcome() instanceof PageOutcome.Content(var reading)) {
                all.append(reading.text()).append('\n');
            }
        }
        return all.toString();
    }

    /** The words of one page, from 1. */
    public List<Word> words(int number) {
        return pages.get(number - 1).outcome() instanceof PageOutcome.Content(var reading)
                ? reading.words()
                : List.of();
    }
}
