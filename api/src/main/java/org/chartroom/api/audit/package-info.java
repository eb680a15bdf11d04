/** The audit trail: written before answers go out, read by those in charge of privacy. */
@NullMarked
package org.chartroom.api.audit;

import org.jspecify.annotations.NullMarked;
