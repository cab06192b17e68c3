/** IAM roles that others assume with an external id. */
@NullMarked
package dev.rekey.activities.target.iamrole;

import org.jspecify.annotations.NullMarked;
