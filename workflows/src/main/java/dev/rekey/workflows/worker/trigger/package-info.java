/**
 * The trigger function: events from a queue or from EventBridge itself, as AWS Lambda hands them.
 */
@NullMarked
package dev.rekey.workflows.worker.trigger;

import org.jspecify.annotations.NullMarked;
