/** Law 1 over whole runs: no value leaves, in whatever dress. */
@NullMarked
package dev.rekey.console.secrecy;

import org.jspecify.annotations.NullMarked;
