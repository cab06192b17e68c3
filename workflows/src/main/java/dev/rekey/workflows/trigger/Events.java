package dev.rekey.workflows.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.trigger.Trigger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Understands the events of every source. */
public final class Events {
  private final List<EventSource> sources;

  /**
   * Takes who else may write secrets without anybody being asked.
   *
   * @param writers names or ARNs of IAM roles: our own functions', and those of rotation functions
   */
  public Events(Set<String> writers) {
    this.sources =
        List.of(
            new SchedulerEvents(),
            new SecretsManagerEvents(writers),
            new HealthEvents(),
            new GuardDutyEvents(),
            new AccessAnalyzerEvents());
  }

  /** As the environment has it: {@code REKEY_WRITERS}, with commas between. */
  public static Events of(Map<String, String> environment) {
    return new Events(
        Arrays.stream(environment.getOrDefault("REKEY_WRITERS", "").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * What an event asks for; nothing, if it only tells what we need not act on.
   *
   * @throws NotUnderstoodException if it is not an event that we know
   */
  public List<Trigger> read(JsonNode json) {
    Event event = new Event(json);
    return sources.stream()
        .filter(source -> source.sent(event))
        .findFirst()
        .orElseThrow(() -> new NotUnderstoodException("The event is from no source that we know"))
        .read(event);
  }
}
