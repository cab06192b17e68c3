/** Who uses a credential, and what they acknowledge. */
@NullMarked
package dev.rekey.model.consumer;

import org.jspecify.annotations.NullMarked;
