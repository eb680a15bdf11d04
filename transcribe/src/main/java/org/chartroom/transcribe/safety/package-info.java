/** What in a written note could be misread or cannot be so: found before it is signed. */
@NullMarked
package org.chartroom.transcribe.safety;

import org.jspecify.annotations.NullMarked;
