/** Events from outside: what each means, and the workflow that sees to it once. */
@NullMarked
package dev.rekey.workflows.trigger;

import org.jspecify.annotations.NullMarked;
