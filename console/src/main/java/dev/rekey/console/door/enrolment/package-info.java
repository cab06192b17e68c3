/** Putting a credential under Rekey's care. */
@NullMarked
package dev.rekey.console.door.enrolment;

import org.jspecify.annotations.NullMarked;
