package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.chartroom.models.text.Word;

/**
 * Reads what can be seen on a page. Used by one thread. Whoever made it closes it.
 *
 * <p>An implementation that is to be used in the verifying process is public and has a public constructor that takes one
 * {@code String}: whatever it needs to find its data.
 */
public interface PageWords extends AutoCloseable {
    /** The words on an upright page, with their boxes in px of it. */
    List<Word> words(BufferedImage page, double dpi) throws IOException;

    @Override
    void close();
}
