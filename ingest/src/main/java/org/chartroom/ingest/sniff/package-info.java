/**
 * What a file is, decided by its bytes and never by its name, and the unpacking of archives under limits. Nothing here
 * resolves entities, follows links or trusts a size that a file declares about itself.
 */
@NullMarked
package org.chartroom.ingest.sniff;

import org.jspecify.annotations.NullMarked;
