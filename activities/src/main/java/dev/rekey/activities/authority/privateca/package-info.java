/** AWS Private CA, by its own API. */
@NullMarked
package dev.rekey.activities.authority.privateca;

import org.jspecify.annotations.NullMarked;
