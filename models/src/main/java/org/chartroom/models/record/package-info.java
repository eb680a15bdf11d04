/** What the office keeps: facilities, arrivals, documents, patients, encounters, and the port to the store that keeps them. */
@NullMarked
package org.chartroom.models.record;

import org.jspecify.annotations.NullMarked;
