/** Authorities that certify keys, whichever they are. */
@NullMarked
package dev.rekey.activities.authority;

import org.jspecify.annotations.NullMarked;
