/**
 * Files that were made on a computer and have no pages of their own: their text is laid out on paper, so that every
 * document has page images with words in their places, like a scan.
 */
@NullMarked
package org.chartroom.ingest.office;

import org.jspecify.annotations.NullMarked;
