/** A compromise and the response to it: what was reported, what was done, what was seen. */
@NullMarked
package dev.rekey.model.incident;

import org.jspecify.annotations.NullMarked;
