/** What the inventory is asked, and what it answers. */
@NullMarked
package dev.rekey.model.inventory;

import org.jspecify.annotations.NullMarked;
