@NullMarked
package dev.rekey.console.embedded.exercise;

import org.jspecify.annotations.NullMarked;
