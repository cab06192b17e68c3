package dev.rekey.activities.target.iamrole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.PrincipalTrail;
import dev.rekey.activities.target.iamrole.RoleAccount.Assumption;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** Who assumed a role, by CloudTrail. */
final class RoleTrail {
  /** Where calls of STS's global endpoint are told. */
  private static final String GLOBAL = "us-east-1";

  private final AccountLogs logs;

  RoleTrail(AccountLogs logs) {
    this.logs = logs;
  }

  /**
   * The successful calls of AssumeRole for this role, which its own account tells of.
   *
   * @throws StepFailedException if one of the regions' logs cannot be read to its end
   */
  List<Assumption> assumptions(IamRole spec, Instant since) {
    Map<String, Assumption> found = new LinkedHashMap<>();
    EventHistory history = logs.telling(spec.role());
    for (String region : regions(spec)) {
      history.calls(region, LookupAttributeKey.EVENT_NAME, "AssumeRole", since).stream()
          .filter(call -> asked(call, "roleArn").filter(spec.role()::equals).isPresent())
          .forEach(call -> found.put(call.path("eventID").asText(), assumption(call)));
    }
    return List.copyOf(found.values());
  }

  /** What its sessions did that were begun since then. */
  Doings doings(IamRole spec, Instant since) {
    return new PrincipalTrail(logs, InstantSource.system())
        .ofRole(spec.role(), regions(spec), since);
  }

  /** The same of those that were begun in the two weeks before then. */
  Doings doingsBefore(IamRole spec, Instant until) {
    return new PrincipalTrail(logs, InstantSource.system())
        .ofRoleBefore(spec.role(), regions(spec), until);
  }

  static List<String> regions(IamRole spec) {
    Set<String> regions = new LinkedHashSet<>(spec.regions());
    if (spec.role().startsWith("arn:aws:")) {
      regions.add(GLOBAL);
    }
    return List.copyOf(regions);
  }

  private static Assumption assumption(JsonNode call) {
    try {
      return new Assumption(
          asked(call, "externalId"),
          asked(call, "roleSessionName").orElse(""),
          EventHistory.principal(call),
          call.path("sourceIPAddress").asText(),
          Instant.parse(call.path("eventTime").asText()));
    } catch (DateTimeException e) {
      throw new StepFailedException(
          FailureCode.UNEXPECTED, "CloudTrail told of a call at a time that is none");
    }
  }

  private static Optional<String> asked(JsonNode call, String parameter) {
    return Optional.ofNullable(call.path("requestParameters").path(parameter).textValue());
  }
}
