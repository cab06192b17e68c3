/** PostgreSQL login roles, version 14 and later. */
@NullMarked
package dev.rekey.activities.target.postgres;

import org.jspecify.annotations.NullMarked;
