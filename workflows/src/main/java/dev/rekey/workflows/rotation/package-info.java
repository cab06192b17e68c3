/** The rotation of one credential, as a workflow. */
@NullMarked
package dev.rekey.workflows.rotation;

import org.jspecify.annotations.NullMarked;
