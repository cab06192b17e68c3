/** The sweep that starts whatever is due. */
@NullMarked
package dev.rekey.workflows.sweep;

import org.jspecify.annotations.NullMarked;
