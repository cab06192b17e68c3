package dev.rekey.console.door.intake;

import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * Who acknowledges the alert of an incident in PagerDuty has acknowledged the incident. A person
 * counts, and nothing else that acknowledges there: Rekey itself is such a thing.
 */
final class Pages {
  private static final Pattern INCIDENT = Pattern.compile("INC-[0-9A-F]{8,32}");
  private static final int LONGEST_NAME = 100;

  private final IncidentControl incidents;

  Pages(IncidentControl incidents) {
    this.incidents = incidents;
  }

  /** The incident that somebody took by this message, if one is open for it. */
  List<IncidentId> heard(String source, JsonNode message) {
    JsonNode event = message.path("event");
    JsonNode agent = event.path("agent");
    boolean taken =
        event.path("event_type").asString("").equals("incident.acknowledged")
            && agent.path("type").asString("").equals("user_reference");
    return taken ? taken(name(source, agent), event.path("data")) : List.of();
  }

  /** People of PagerDuty are not those of the door, even where they have the same name. */
  private static String name(String source, JsonNode agent) {
    String name = agent.path("summary").asString("").replaceAll("\\p{Cntrl}", " ").strip();
    String known = name.isEmpty() ? agent.path("id").asString("somebody") : name;
    return source + "/" + known.substring(0, Math.min(known.length(), LONGEST_NAME));
  }

  /**
   * The alert bears the incident's name as its key; an incident with several has it in its title.
   */
  private List<IncidentId> taken(String person, JsonNode data) {
    return Stream.of("incident_key", "title")
        .map(field -> INCIDENT.matcher(data.path(field).asString("")))
        .filter(Matcher::find)
        .map(found -> new IncidentId(found.group()))
        .findFirst()
        .flatMap(incidents::find)
        .filter(view -> !view.state().isEnd())
        .flatMap(view -> acknowledged(person, view))
        .stream()
        .toList();
  }

  /** A message that comes again says nothing new. */
  private Optional<IncidentId> acknowledged(String person, IncidentView view) {
    boolean before = view.timeline().stream().anyMatch(line -> line.by().equals(person));
    try {
      if (!before) {
        incidents.decide(
            view.id(), new Decision(person, new Act.Acknowledge("in PagerDuty"), Optional.empty()));
      }
      return Optional.of(view.id());
    } catch (Refusal declined) {
      if (declined.status() == HttpStatus.CONFLICT) {
        return Optional.empty(); // it is not theirs, or over; to send it again changes nothing
      }
      throw declined;
    }
  }
}
