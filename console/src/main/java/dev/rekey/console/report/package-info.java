/** Reports of incidents as people read them: Markdown and HTML, of one and the same page. */
@NullMarked
package dev.rekey.console.report;

import org.jspecify.annotations.NullMarked;
