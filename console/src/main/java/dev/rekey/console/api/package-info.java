/** The questions and answers of the HTTP API, as the door and its clients share them. */
@NullMarked
package dev.rekey.console.api;

import org.jspecify.annotations.NullMarked;
