/** The routes, their errors, and the web server under them. */
@NullMarked
package dev.rekey.console.door.http;

import org.jspecify.annotations.NullMarked;
