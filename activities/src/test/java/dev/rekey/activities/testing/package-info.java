/**
 * Worlds to test in: fakes that obey the same contracts as the real things, and faults to strike
 * them.
 */
@NullMarked
package dev.rekey.activities.testing;

import org.jspecify.annotations.NullMarked;
