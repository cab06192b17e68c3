/**
 * The {@code rekey} command: a client of the door. What a client's command needs is loaded, and
 * nothing else: neither the server's classes nor any driver.
 */
@NullMarked
package dev.rekey.console.cli;

import org.jspecify.annotations.NullMarked;
