/** What is written into the evidence log. */
@NullMarked
package dev.rekey.model.evidence;

import org.jspecify.annotations.NullMarked;
