/** What a user or a role of AWS may do and did, and how it is cut off. */
@NullMarked
package dev.rekey.activities.aws.principal;

import org.jspecify.annotations.NullMarked;
