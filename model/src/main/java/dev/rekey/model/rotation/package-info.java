/** The steps of a rotation, what they answer, and how a rotation ends. */
@NullMarked
package dev.rekey.model.rotation;

import org.jspecify.annotations.NullMarked;
