/** The PKI secrets engine of HashiCorp Vault or OpenBao. */
@NullMarked
package dev.rekey.activities.authority.vault;

import org.jspecify.annotations.NullMarked;
