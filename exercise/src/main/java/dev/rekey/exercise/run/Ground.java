package dev.rekey.exercise.run;

import dev.rekey.activities.functions.Installation;
import dev.rekey.workflows.response.RunbookShelf;
import io.temporal.client.WorkflowClient;
import java.time.Duration;

/**
 * What an exercise stands on. None of it is anybody's installation: the ledger and the store are
 * made for the exercise, and the server is only a server.
 *
 * @param client a Temporal server
 * @param installation a ledger, and a store of its own
 * @param runbooks what the responses execute
 * @param sticky how long a workflow's task waits for the worker that had the last one
 */
public record Ground(
    WorkflowClient client, Installation installation, RunbookShelf runbooks, Duration sticky) {}
