package dev.rekey.workflows.world;

import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.trigger.Clue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Incidents in memory: one for each signal; every call of a response is well. */
public final class FleetIncidents {
  private final List<String> leakedRoles = new CopyOnWriteArrayList<>();
  private final Map<String, CompromiseReport> reports = new LinkedHashMap<>();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final List<ResponseRequest> calls = new CopyOnWriteArrayList<>();

  /** The reports, in the order of their coming. */
  public synchronized List<CompromiseReport> reports() {
    return List.copyOf(reports.values());
  }

  /** These roles are in an open incident. */
  public void leaked(String... roles) {
    leakedRoles.addAll(List.of(roles));
  }

  /** The signals whose responses have them. */
  public Set<String> heard() {
    return Set.copyOf(heard);
  }

  /** What was asked of targets. */
  public List<ResponseRequest> calls() {
    return List.copyOf(calls);
  }

  synchronized IncidentReply answer(
      IncidentRequest request, Function<List<Clue>, List<AtRisk>> credentials) {
    return switch (request) {
      case IncidentRequest.Open open -> open(open.report(), credentials);
      case IncidentRequest.Heard one -> {
        heard.add(one.signal());
        yield new IncidentReply.Written();
      }
      case IncidentRequest.Concerned asked -> new IncidentReply.Known(List.of());
      case IncidentRequest.WriteDown lines -> new IncidentReply.Written();
      case IncidentRequest.LeakedRoles all -> new IncidentReply.Roles(List.copyOf(leakedRoles));
      case IncidentRequest.Served asked -> new IncidentReply.Served(List.of(), List.of());
      case IncidentRequest.Suspect one -> new IncidentReply.Marked(new MarkedStretch(0, 0));
      case IncidentRequest.Hold these -> new IncidentReply.Written();
      case IncidentRequest.Release these -> new IncidentReply.Written();
    };
  }

  private IncidentReply open(
      CompromiseReport report, Function<List<Clue>, List<AtRisk>> credentials) {
    boolean before = reports.containsKey(report.signal());
    CompromiseReport known =
        reports.computeIfAbsent(
            report.signal(), one -> report.about(credentials.apply(report.clues())));
    int number = List.copyOf(reports.keySet()).indexOf(report.signal()) + 1;
    return new IncidentReply.Opened(
        new IncidentId("INC-%08X".formatted(number)),
        before,
        heard.contains(report.signal()),
        known);
  }

  ResponseReply answer(ResponseRequest request) {
    calls.add(request);
    return new ResponseReply.Answered(
        request.credentials().stream()
            .map(Affected::credential)
            .<CredentialAnswer>map(one -> CredentialAnswer.Seen.of(one.secret(), List.of()))
            .toList());
  }
}
