@NullMarked
package org.chartroom.transcribe.model;

import org.jspecify.annotations.NullMarked;
