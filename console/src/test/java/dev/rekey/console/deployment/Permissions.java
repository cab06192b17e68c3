package dev.rekey.console.deployment;

import static dev.rekey.console.deployment.Template.list;
import static dev.rekey.console.deployment.Template.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may do what by the template: the actions that the policies of a role allow. */
final class Permissions {
  private final Map<String, Map<String, Object>> roles;
  private final Map<String, Map<String, Object>> policies;

  Permissions(Template template) {
    this.roles = template.resources("AWS::IAM::Role");
    this.policies = template.resources("AWS::IAM::ManagedPolicy");
  }

  /** The role of a function, by its logical id. */
  static String role(Map<String, Object> function) {
    return String.valueOf(map(function.get("Role")).get("GetAtt")).replace(".Arn", "");
  }

  /** What a role may do, whatever the parameters are. */
  Set<String> ofRole(String role) {
    Map<String, Object> properties = Optional.ofNullable(roles.get(role)).orElseThrow();
    Set<String> actions = new TreeSet<>();
    for (Object arn : list(properties.getOrDefault("ManagedPolicyArns", List.of()))) {
      actions.addAll(ofPolicy(reference(arn)));
    }
    for (Object inline : list(properties.getOrDefault("Policies", List.of()))) {
      actions.addAll(allowed(map(inline).get("PolicyDocument")));
    }
    return actions;
  }

  /** What a managed policy allows. */
  Set<String> ofPolicy(String policy) {
    return allowed(Optional.ofNullable(policies.get(policy)).orElseThrow().get("PolicyDocument"));
  }

  private static String reference(Object arn) {
    Map<String, Object> either = map(arn);
    return either.containsKey("If")
        ? reference(list(either.get("If")).get(1))
        : String.valueOf(either.get("Ref"));
  }

  private static Set<String> allowed(Object document) {
    Set<String> actions = new TreeSet<>();
    for (Map<String, Object> statement : statements(document)) {
      if ("Allow".equals(statement.get("Effect"))) {
        list(statement.get("Action")).forEach(action -> actions.add(String.valueOf(action)));
      }
    }
    return actions;
  }

  private static List<Map<String, Object>> statements(Object document) {
    List<Map<String, Object>> statements = new ArrayList<>();
    for (Object each : list(map(document).get("Statement"))) {
      Map<String, Object> statement = map(each);
      Stream.of(statement.containsKey("If") ? map(list(statement.get("If")).get(1)) : statement)
          .forEach(statements::add);
    }
    return statements;
  }
}
