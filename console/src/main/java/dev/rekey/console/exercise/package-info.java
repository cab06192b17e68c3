/** {@code rekey exercise}: tabletop exercises, on this machine and without any cloud. */
@NullMarked
package dev.rekey.console.exercise;

import org.jspecify.annotations.NullMarked;
