package dev.rekey.console.embedded.away;

import dev.rekey.activities.incident.Outages;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.embedded.Metronome;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.NoticeActivitiesAdapter;
import dev.rekey.workflows.worker.TemporalPulse;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.InstantSource;

/** Watches Temporal for as long as the server runs, and pages people past it. */
public final class AwayPages implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final Metronome looking;

  /** Takes what is watched, the ledger, and the way to the function that sends notices. */
  public AwayPages(
      WorkflowClient client, Ledger ledger, FunctionInvoker functions, AwaySettings settings) {
    AwayWatch watch =
        new AwayWatch(
            new TemporalPulse(client),
            new Outages(ledger),
            new NoticeActivitiesAdapter(functions)::deliver,
            settings,
            InstantSource.system());
    looking = new Metronome("away watch", LOOK_EVERY, watch::look);
  }

  @Override
  public void close() {
    looking.close();
  }
}
