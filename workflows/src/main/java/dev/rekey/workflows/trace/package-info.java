/** The trace of an event, from its trigger through every workflow and step that follows from it. */
@NullMarked
package dev.rekey.workflows.trace;

import org.jspecify.annotations.NullMarked;
