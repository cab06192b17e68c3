/** Authorities that speak ACME (RFC 8555), such as Let's Encrypt. */
@NullMarked
package dev.rekey.activities.authority.acme;

import org.jspecify.annotations.NullMarked;
