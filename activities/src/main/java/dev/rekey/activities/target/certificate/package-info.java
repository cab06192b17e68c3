/** Certificates that servers show, and where they are served. */
@NullMarked
package dev.rekey.activities.target.certificate;

import org.jspecify.annotations.NullMarked;
