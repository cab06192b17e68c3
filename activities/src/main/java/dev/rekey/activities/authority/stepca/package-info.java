/** Smallstep's step-ca, by its own API. */
@NullMarked
package dev.rekey.activities.authority.stepca;

import org.jspecify.annotations.NullMarked;
