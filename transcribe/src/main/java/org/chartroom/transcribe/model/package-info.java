/** Speech models: which there are, which are installed, which one is used. */
@NullMarked
package org.chartroom.transcribe.model;

import org.jspecify.annotations.NullMarked;
