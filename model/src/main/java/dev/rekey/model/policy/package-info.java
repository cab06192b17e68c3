/** When a credential is due, and how long things may take. */
@NullMarked
package dev.rekey.model.policy;

import org.jspecify.annotations.NullMarked;
