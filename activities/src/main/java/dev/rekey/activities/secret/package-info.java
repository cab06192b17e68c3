/** Secret material in memory: it has no text form and no JSON form. */
@NullMarked
package dev.rekey.activities.secret;

import org.jspecify.annotations.NullMarked;
