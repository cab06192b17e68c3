/** Systems that honour credentials. */
@NullMarked
package dev.rekey.activities.target;

import org.jspecify.annotations.NullMarked;
