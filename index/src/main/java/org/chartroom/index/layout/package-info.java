/** Where the words of a page stand to each other: rows, and cells between wide gaps. */
@NullMarked
package org.chartroom.index.layout;

import org.jspecify.annotations.NullMarked;
