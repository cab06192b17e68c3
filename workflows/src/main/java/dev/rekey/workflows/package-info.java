/** What runs in the Temporal worker: rotation, compromise, exercise and compliance. */
@NullMarked
package dev.rekey.workflows;

import org.jspecify.annotations.NullMarked;
