/** A small world that behaves as the functions promise: hand-written, no mocks. */
@NullMarked
package dev.rekey.workflows.world;

import org.jspecify.annotations.NullMarked;
