/** Tabletop exercises: the very same response, in a world that is not there. */
@NullMarked
package dev.rekey.exercise;

import org.jspecify.annotations.NullMarked;
