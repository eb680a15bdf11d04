/** The release desk over HTTP: requests, their checklist, packets, delivery, and the account of what left. */
@NullMarked
package org.chartroom.api.releases;

import org.jspecify.annotations.NullMarked;
