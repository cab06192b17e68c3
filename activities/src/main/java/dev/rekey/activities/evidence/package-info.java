/** The evidence log: what happened, so that nobody can change it without being found out. */
@NullMarked
package dev.rekey.activities.evidence;

import org.jspecify.annotations.NullMarked;
