/** The server's door: the HTTP API that authenticates, authorises, records, and only then acts. */
@NullMarked
package dev.rekey.console.door;

import org.jspecify.annotations.NullMarked;
