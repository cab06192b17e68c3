/** PostgreSQL for the ledger: our own in the data folder, or one by JDBC URL. */
@NullMarked
package dev.rekey.console.embedded.ledger;

import org.jspecify.annotations.NullMarked;
