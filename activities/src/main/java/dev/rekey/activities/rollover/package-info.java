/** The rollover of a certificate authority: who certifies, who is believed, who is behind. */
@NullMarked
package dev.rekey.activities.rollover;

import org.jspecify.annotations.NullMarked;
