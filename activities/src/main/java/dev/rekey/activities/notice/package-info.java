/** Telling people of an incident: the channels, each tried within limits, and what came of it. */
@NullMarked
package dev.rekey.activities.notice;

import org.jspecify.annotations.NullMarked;
