/** Secrets in AWS Secrets Manager, with what the ledger remembers of them. */
@NullMarked
package dev.rekey.activities.store.secretsmanager;

import org.jspecify.annotations.NullMarked;
