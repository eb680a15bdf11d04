/** What a paper is, where it ends, and whose it is: a stack of pages sorted into papers with a verdict for each. */
@NullMarked
package org.chartroom.index.papers;

import org.jspecify.annotations.NullMarked;
