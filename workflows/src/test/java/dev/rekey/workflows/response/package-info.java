@NullMarked
package dev.rekey.workflows.response;

import org.jspecify.annotations.NullMarked;
