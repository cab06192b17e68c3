/** {@code rekey demo}: two rotations under load, on real servers, shown as they happen. */
@NullMarked
package dev.rekey.console.demo;

import org.jspecify.annotations.NullMarked;
