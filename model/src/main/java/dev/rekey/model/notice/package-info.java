/** Whom an incident is told to, in which channel, and what came of it. */
@NullMarked
package dev.rekey.model.notice;

import org.jspecify.annotations.NullMarked;
