/** Calls to servers of other people: what may be called, how long it may take, how it is signed. */
@NullMarked
package dev.rekey.activities.http;

import org.jspecify.annotations.NullMarked;
