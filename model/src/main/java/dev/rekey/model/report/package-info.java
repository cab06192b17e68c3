/** Reports as pages: what they say is said once, and each format shows all of it. */
@NullMarked
package dev.rekey.model.report;

import org.jspecify.annotations.NullMarked;
