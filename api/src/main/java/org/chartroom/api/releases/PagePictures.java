package org.chartroom.api.releases;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.chartroom.ingest.Budgets;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;

/** Decodes page images that the worker made, within the pixel budget. Safe for use by many threads. */
record PagePictures(BlobStore blobs) {
    BufferedImage of(Blob image) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(image.mediaType());
        if (!readers.hasNext()) {
            throw new IOException("no decoder for " + image.mediaType());
        }
        ImageReader reader = readers.next();
        try (InputStream bytes = Channels.newInputStream(blobs.open(image.ref()));
                MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0)
                    > Budgets.usual().maxPixelsPerPage()) {
                throw new IOException("a page image is larger than is decoded");
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }
}
