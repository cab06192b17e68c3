/** Where versions are staged and escrowed. */
@NullMarked
package dev.rekey.activities.store;

import org.jspecify.annotations.NullMarked;
