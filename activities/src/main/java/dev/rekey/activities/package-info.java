/** What runs in AWS Lambda. */
@NullMarked
package dev.rekey.activities;

import org.jspecify.annotations.NullMarked;
