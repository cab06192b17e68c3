/** Runbooks as documents that execute. */
@NullMarked
package dev.rekey.console.runbook;

import org.jspecify.annotations.NullMarked;
