/** An authority of Rekey's own, for one machine and for tests: never for production. */
@NullMarked
package dev.rekey.activities.authority.own;

import org.jspecify.annotations.NullMarked;
