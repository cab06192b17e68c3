/** What events from outside ask for, before and after the inventory was asked whom they concern. */
@NullMarked
package dev.rekey.model.trigger;

import org.jspecify.annotations.NullMarked;
