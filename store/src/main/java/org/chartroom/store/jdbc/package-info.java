/** The record store on a relational database: one writer that commits in groups, readers on snapshots, migrations. */
@NullMarked
package org.chartroom.store.jdbc;

import org.jspecify.annotations.NullMarked;
