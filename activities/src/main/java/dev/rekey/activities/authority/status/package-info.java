/** Whether a certificate is revoked, asked anew each time. */
@NullMarked
package dev.rekey.activities.authority.status;

import org.jspecify.annotations.NullMarked;
