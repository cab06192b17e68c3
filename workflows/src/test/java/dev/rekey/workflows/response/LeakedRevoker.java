package dev.rekey.workflows.response;

import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.Wielded;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A role with which Rekey itself acts, in other hands: enrolled, or only named. */
final class LeakedRevoker {
  private static final String ARN = "arn:aws:iam::111122223333:role/rekey-PostgresUserRole-1ABC";
  private static final Clue.Principal ROLE =
      new Clue.Principal("111122223333", "role/rekey-PostgresUserRole-1ABC");
  static final Duration BEFORE = Duration.ofMinutes(20);

  private LeakedRevoker() {}

  /** Starts a response to its leak. */
  static ResponseWorkflow leaked(ResponseRig rig, boolean exposureKnown) {
    return rig.start(
        rig.exposed(
            "s/1",
            new ReportSource.Detector("guardduty"),
            exposureKnown ? Optional.of(BEFORE) : Optional.empty(),
            revoker()));
  }

  /** The same, where it is nobody's credential. */
  static ResponseWorkflow named(ResponseRig rig) {
    CompromiseReport report =
        rig.report("s/1", Optional.empty(), new ReportSource.Detector("guardduty"));
    return rig.start(
        new CompromiseReport(
            report.signal(),
            report.source(),
            report.finding(),
            report.exposedAt(),
            report.receivedAt(),
            List.of(),
            List.of(ROLE),
            report.mode()));
  }

  static AtRisk revoker() {
    IamRole role =
        new IamRole(
            new SecretId("rekey/revoker"),
            ARN,
            Optional.empty(),
            IamRole.QUIET,
            List.of("eu-central-1"),
            false);
    RotationRequest request =
        new RotationRequest(
            role,
            RotationReason.COMPROMISED,
            "grace",
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    return new AtRisk(new DueCredential(request, Tier.HIGH, "erin", Instant.EPOCH), 0);
  }

  /** Functions that act with it, and what they serve. */
  static Wielded wielded(List<String> functions, List<AtRisk> served) {
    return new Wielded(List.of(ROLE), functions, List.of(), served, List.of());
  }
}
