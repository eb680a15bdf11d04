/** Words that stand for each other, and words that look alike and must never. */
@NullMarked
package org.chartroom.index.synonyms;

import org.jspecify.annotations.NullMarked;
