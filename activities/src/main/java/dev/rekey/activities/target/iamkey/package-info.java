/**
 * Access keys of IAM users: made by IAM, proven at STS, deactivated and never deleted in a hurry.
 */
@NullMarked
package dev.rekey.activities.target.iamkey;

import org.jspecify.annotations.NullMarked;
