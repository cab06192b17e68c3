/** The rollover of a certificate authority, as worker, functions and door speak of it. */
@NullMarked
package dev.rekey.model.rollover;

import org.jspecify.annotations.NullMarked;
