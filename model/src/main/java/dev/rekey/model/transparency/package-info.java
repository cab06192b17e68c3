/** What an auditor needs to check a log offline: RFC 6962 trees, signed notes, checkpoints. */
@NullMarked
package dev.rekey.model.transparency;

import org.jspecify.annotations.NullMarked;
