/** What runs in AWS Lambda: targets, secret stores, consumers, the evidence log, the inventory. */
@NullMarked
package dev.rekey.activities;

import org.jspecify.annotations.NullMarked;
