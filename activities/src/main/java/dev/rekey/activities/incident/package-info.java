/** What the ledger knows of incidents. */
@NullMarked
package dev.rekey.activities.incident;

import org.jspecify.annotations.NullMarked;
