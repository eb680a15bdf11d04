/** Who may come in, and what is open to whom: sign-in, sessions, tokens, roles. */
@NullMarked
package org.chartroom.api.auth;

import org.jspecify.annotations.NullMarked;
