@NullMarked
package dev.rekey.activities.incident;

import org.jspecify.annotations.NullMarked;
