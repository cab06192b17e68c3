/** The four steps of a rotation and their compensation, for every kind of credential. */
@NullMarked
package dev.rekey.activities.rotation;

import org.jspecify.annotations.NullMarked;
