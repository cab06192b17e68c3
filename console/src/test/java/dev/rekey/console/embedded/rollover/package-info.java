@NullMarked
package dev.rekey.console.embedded.rollover;

import org.jspecify.annotations.NullMarked;
