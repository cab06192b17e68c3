/** The worker: how workflows reach functions and the Temporal server. Alone sees the AWS SDK. */
@NullMarked
package dev.rekey.workflows.worker;

import org.jspecify.annotations.NullMarked;
