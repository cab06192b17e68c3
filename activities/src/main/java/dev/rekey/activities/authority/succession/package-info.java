/** An authority's name that stands for one authority after the other. */
@NullMarked
package dev.rekey.activities.authority.succession;

import org.jspecify.annotations.NullMarked;
