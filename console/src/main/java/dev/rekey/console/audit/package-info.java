/** How an auditor checks evidence offline: with nothing but files and the keys that they trust. */
@NullMarked
package dev.rekey.console.audit;

import org.jspecify.annotations.NullMarked;
