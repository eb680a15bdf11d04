/** The account of disclosures. */
@NullMarked
package org.chartroom.release.account;

import org.jspecify.annotations.NullMarked;
