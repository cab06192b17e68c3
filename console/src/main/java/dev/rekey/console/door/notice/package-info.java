/** Channels for notices: added, shown, tried, removed. */
@NullMarked
package dev.rekey.console.door.notice;

import org.jspecify.annotations.NullMarked;
