/** The response to a compromise: contain, prove, hunt, recover, watch, review. */
@NullMarked
package dev.rekey.workflows.response;

import org.jspecify.annotations.NullMarked;
