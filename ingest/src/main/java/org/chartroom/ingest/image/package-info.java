/**
 * Page images: decoding them within their budgets, and the steps that clean them up before they are read. Pixels live in
 * native memory and have an owner that closes them.
 */
@NullMarked
package org.chartroom.ingest.image;

import org.jspecify.annotations.NullMarked;
