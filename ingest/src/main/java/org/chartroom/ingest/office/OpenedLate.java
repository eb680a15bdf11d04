package org.chartroom.ingest.office;

import java.io.IOException;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.ReadSink;

/** Tells a sink that the file is open with its first page: whether a document can be opened shows only in parsing it. */
final class OpenedLate implements ReadSink {
    private final ReadSink sink;
    private final FileFacts facts;
    private boolean told;

    OpenedLate(ReadSink sink, FileFacts facts) {
        this.sink = sink;
        this.facts = facts;
    }

    @Override
    public void opened(FileFacts ignored) throws IOException {
        if (!told) {
            told = true;
            sink.opened(facts);
        }
    }

    @Override
    public void page(PageRead page) throws IOException {
        opened(facts);
        sink.page(page);
    }

    @Override
    public void attachment(AttachmentRead attachment) throws IOException {
        opened(facts);
        sink.attachment(attachment);
    }
}
