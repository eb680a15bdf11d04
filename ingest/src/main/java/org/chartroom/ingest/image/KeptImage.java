package org.chartroom.ingest.image;

import java.nio.file.Path;
import org.chartroom.models.text.PageGeometry;

/**
 * A page's image as people see it, written to the spool folder.
 *
 * @param image PNG for print and line art, JPEG for photos and noisy scans
 * @param thumbnail the same, small, JPEG
 * @param geometry of {@code image}
 */
public record KeptImage(Path image, Path thumbnail, PageGeometry geometry) {}
