package dev.rekey.console.door;

import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents in memory, which nobody responds to. */
final class NotedIncidents implements IncidentControl {
  static final IncidentId FIRST = new IncidentId("INC-00000001");

  final List<Decision> decisions = new ArrayList<>();
  final Map<String, IncidentDeclaration> declared = new LinkedHashMap<>();
  final Map<String, CompromiseReport> reports = new LinkedHashMap<>();
  Optional<IncidentView> view = Optional.empty();

  @Override
  public synchronized IncidentDeclared declare(
      String signal, IncidentDeclaration declaration, String by, Instant at) {
    declared.put(by, declaration);
    return new IncidentDeclared(FIRST.value(), false, true);
  }

  @Override
  public synchronized Opened report(CompromiseReport report) {
    return new Opened(FIRST, reports.put(report.signal(), report) != null, false, report);
  }

  @Override
  public synchronized List<IncidentView> all() {
    return view.stream().toList();
  }

  @Override
  public synchronized Optional<IncidentView> find(IncidentId id) {
    return view.filter(known -> known.id().equals(id));
  }

  @Override
  public String runbookTitle(String runbook) {
    return "A <b>PostgreSQL</b> login leaked";
  }

  @Override
  public synchronized void decide(IncidentId id, Decision decision) {
    decisions.add(decision);
  }
}
