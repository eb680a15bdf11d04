package org.chartroom.ingest;

import java.io.IOException;

/**
 * Takes what is read, while it is being read: pages come in order and are not kept by the reader, so a file of a thousand
 * pages is never in memory whole. Called on the thread that reads; a slow sink slows the reading, which is wanted.
 *
 * <p>An {@link IOException} from any of these ends the reading and passes through to whoever asked for it.
 */
public interface ReadSink {
    /** The file is open; comes at most once, before everything else. */
    void opened(FileFacts facts) throws IOException;

    /** One more page. Its image files are the sink's from now on. */
    void page(PageRead page) throws IOException;

    /** A file inside the file; its bytes are the sink's from now on. Comes after {@link #opened}, at any point. */
    void attachment(AttachmentRead attachment) throws IOException;
}
