package dev.rekey.workflows.rotation;

/**
 * A rotation that runs.
 *
 * @param workflowId its workflow id
 * @param runId the run's id
 * @param joined whether it was running already, so that nothing new was started
 */
public record Started(String workflowId, String runId, boolean joined) {}
