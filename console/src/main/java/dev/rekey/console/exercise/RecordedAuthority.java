package dev.rekey.console.exercise;

import dev.rekey.console.api.CredentialView;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A certificate authority of an incident: how many get its roots and how many let in by them, and
 * what it certified. Its name does not go into a scenario.
 *
 * @param name what it is called
 * @param believers how many consumers get its roots
 * @param gates how many servers let in only whom it certified
 * @param leaves the certificates under care by its name
 */
public record RecordedAuthority(
    String name, int believers, int gates, List<CredentialView> leaves) {
  private static final Duration RELOADS = Duration.ofSeconds(30);

  /** Copies the list. */
  public RecordedAuthority {
    leaves = List.copyOf(leaves);
  }

  static String called(int number) {
    return "recorded-" + number;
  }

  /** Its secret in the scenario. */
  static String secret(int number) {
    return TlsCertificate.authoritySecret(called(number)).value();
  }

  /** Who gets its roots in the scenario: those who let in by them come first. */
  List<String> consumers(int number) {
    return IntStream.rangeClosed(1, Math.max(believers, gates))
        .mapToObj(consumer -> "believer-" + number + "-" + consumer)
        .toList();
  }

  /** It, and after it what it certified. */
  List<Setting.NonHuman> principals(int number) {
    List<Setting.NonHuman> all = new ArrayList<>();
    List<String> names = consumers(number);
    all.add(
        principal(
            secret(number),
            SigningAuthority.KIND,
            called(number),
            Tier.CRITICAL,
            Optional.empty(),
            IntStream.range(0, names.size())
                .mapToObj(at -> workload(names.get(at), at < gates))
                .toList()));
    for (int leaf = 1; leaf <= leaves.size(); leaf++) {
      all.add(leaf(number, "leaf-" + number + "-" + leaf, leaves.get(leaf - 1)));
    }
    return all;
  }

  private static Setting.NonHuman leaf(int number, String name, CredentialView view) {
    return principal(
        "recorded/" + name,
        TlsCertificate.KIND,
        name,
        view.record().tier(),
        Optional.of(secret(number)),
        IntStream.rangeClosed(1, view.consumers().size())
            .mapToObj(edge -> workload("edge-" + name + "-" + edge, false))
            .toList());
  }

  private static Setting.Workload workload(String name, boolean admits) {
    return new Setting.Workload(name, Optional.of(RELOADS), Optional.empty(), admits);
  }

  private static Setting.NonHuman principal(
      String secret,
      String kind,
      String identity,
      Tier tier,
      Optional<String> certifiedBy,
      List<Setting.Workload> consumers) {
    return new Setting.NonHuman(
        secret,
        kind,
        identity,
        tier,
        Optional.of("person-1"),
        1,
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        certifiedBy,
        false,
        consumers);
  }
}
