/** How consumers are told, and what they acknowledged. */
@NullMarked
package dev.rekey.activities.consumer;

import org.jspecify.annotations.NullMarked;
