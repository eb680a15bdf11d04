package org.chartroom.api.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.chartroom.ingest.image.QuarterTurn;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Page;
import org.chartroom.models.text.PageGeometry;
import org.jspecify.annotations.Nullable;

/**
 * Turns a page: its image, its thumbnail and the boxes of its words together. Makes new blobs, changes no record. Safe for
 * use by many threads; one page is in memory at a time.
 */
final class PageTurner {
    private final BlobStore blobs;
    private final ObjectMapper json;
    private final Semaphore memory = new Semaphore(1);

    PageTurner(BlobStore blobs, ObjectMapper json) {
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * The page as it is after a turn; its new blobs are durable.
     *
     * @param page one with an image
     * @param degrees clockwise: 90, 180 or 270
     * @throws IOException when what is kept of the page is damaged or missing
     */
    Page turned(Page page, int degrees) throws IOException {
        PageGeometry geometry = page.geometry().orElseThrow();
        memory.acquireUninterruptibly();
        try {
            return with(
                    page,
                    turned(geometry, degrees),
                    image(page.image().orElseThrow(), degrees),
                    page.thumbnail().isPresent() ? image(page.thumbnail().get(), degrees) : null,
                    page.words().isPresent() ? words(page.words().get(), geometry, degrees) : null);
        } finally {
            memory.release();
        }
    }

    /** Its shape after a turn. */
    static PageGeometry turned(PageGeometry before, int degrees) {
        int rotation = (before.rotation() + degrees) % 360;
        return degrees == 180
                ? new PageGeometry(
                        before.widthPx(),
                        before.heightPx(),
                        before.xDpi(),
                        before.yDpi(),
                        rotation,
                        before.skewDegrees())
                : new PageGeometry(
                        before.heightPx(),
                        before.widthPx(),
                        before.yDpi(),
                        before.xDpi(),
                        rotation,
                        before.skewDegrees());
    }

    private static Page with(
            Page page, PageGeometry geometry, Blob image, @Nullable Blob thumbnail, @Nullable Blob words) {
        return new Page(
                page.document(),
                page.number(),
                page.source(),
                page.sourcePage(),
                page.text(),
                page.confidence(),
                page.doubt(),
                page.problem(),
                Optional.of(geometry),
                Optional.of(image),
                Optional.ofNullable(thumbnail),
                Optional.ofNullable(words),
                page.steps());
    }

    private Blob image(Blob blob, int degrees) throws IOException {
        byte[] bytes;
        try (InputStream in = Channels.newInputStream(blobs.open(blob.ref()))) {
            bytes = in.readAllBytes();
        }
        return keep(QuarterTurn.turn(bytes, degrees), blob.mediaType());
    }

    private Blob words(Blob blob, PageGeometry page, int degrees) throws IOException {
        JsonNode words;
        try (InputStream in = Channels.newInputStream(blobs.open(blob.ref()))) {
            words = json.readTree(in);
        }
        ArrayNode turned = json.createArrayNode();
        for (JsonNode word : words) {
            ObjectNode copy = word.deepCopy();
            int x = word.path("x").asInt();
            int y = word.path("y").asInt();
            int width = word.path("width").asInt();
            int height = word.path("height").asInt();
            switch (degrees) {
                case 90 -> place(copy, page.heightPx() - y - height, x, height, width);
                case 180 -> place(copy, page.widthPx() - x - width, page.heightPx() - y - height, width, height);
                default -> place(copy, y, page.widthPx() - x - width, height, width);
            }
            turned.add(copy);
        }
        return keep(json.writeValueAsBytes(turned), blob.mediaType());
    }

    private static void place(ObjectNode word, int x, int y, int width, int height) {
        word.put("x", x).put("y", y).put("width", width).put("height", height);
    }

    private Blob keep(byte[] bytes, String mediaType) throws IOException {
        try (BlobWriter out = blobs.create()) {
            out.write(bytes);
            return out.keep(mediaType);
        }
    }
}
