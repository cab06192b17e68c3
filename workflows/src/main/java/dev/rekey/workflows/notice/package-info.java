/** Telling people, from workflows. */
@NullMarked
package dev.rekey.workflows.notice;

import org.jspecify.annotations.NullMarked;
