/** The vocabulary: records, sealed types and enums that every other room speaks. */
@NullMarked
package dev.rekey.model;

import org.jspecify.annotations.NullMarked;
