/** Tests of the consumer library against a real database and a real HTTP server. */
@NullMarked
package dev.rekey.consumer;

import org.jspecify.annotations.NullMarked;
