/** Credentials that a rotation function of the user's own rotates. */
@NullMarked
package dev.rekey.activities.target.rotationfunction;

import org.jspecify.annotations.NullMarked;
