/**
 * Paper forms: which one a page is, where its zones lie on a page that was laid crookedly, and what stands in them.
 *
 * <p>A page is known by the printed words of a {@link org.chartroom.models.record.FormTemplate}, matched by text and by place;
 * those that are matched also say how the form lies on the page.
 */
@NullMarked
package org.chartroom.index.forms;

import org.jspecify.annotations.NullMarked;
