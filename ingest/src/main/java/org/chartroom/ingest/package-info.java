/**
 * Bytes to pages to text: the one door through which a file is read. FileReader finds out
 * what a file is and hands it to the {@link org.chartroom.ingest.PageSource} for its kind, which delivers the file's
 * pages one by one.
 */
@NullMarked
package org.chartroom.ingest;

import org.jspecify.annotations.NullMarked;
