/** KMS keys, and the secrets that are encrypted under them. */
@NullMarked
package dev.rekey.activities.target.kmskey;

import org.jspecify.annotations.NullMarked;
