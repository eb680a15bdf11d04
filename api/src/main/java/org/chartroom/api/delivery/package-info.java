/** The ways by which packets leave the office: mail, fax by a gateway, HylaFAX. */
@NullMarked
package org.chartroom.api.delivery;

import org.jspecify.annotations.NullMarked;
