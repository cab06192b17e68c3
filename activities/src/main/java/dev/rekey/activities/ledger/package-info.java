/** What Rekey knows, in PostgreSQL: principals, calls, rotations and what they saw. */
@NullMarked
package dev.rekey.activities.ledger;

import org.jspecify.annotations.NullMarked;
