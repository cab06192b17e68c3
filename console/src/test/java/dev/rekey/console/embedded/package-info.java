/** Tests of the embedded runtime, with real processes. */
@NullMarked
package dev.rekey.console.embedded;

import org.jspecify.annotations.NullMarked;
