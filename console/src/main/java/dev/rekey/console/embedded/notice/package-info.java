/** Channels and notices of an installation on one machine. */
@NullMarked
package dev.rekey.console.embedded.notice;

import org.jspecify.annotations.NullMarked;
