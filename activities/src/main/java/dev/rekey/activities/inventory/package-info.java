/** What is enrolled, when it is due, and what breached its policy. */
@NullMarked
package dev.rekey.activities.inventory;

import org.jspecify.annotations.NullMarked;
