/** The vocabulary, and the wire contract between the worker and the functions. */
@NullMarked
package dev.rekey.model;

import org.jspecify.annotations.NullMarked;
