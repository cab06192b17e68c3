@NullMarked
package dev.rekey.workflows.rollover;

import org.jspecify.annotations.NullMarked;
