package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.Outcome;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a response asks for, for many credentials at once and each by itself. Nothing here waits for
 * a rotation: to refuse is safe at any time, and the response looks again until nothing changes.
 */
public final class ResponseSteps {
  private final Ports ports;

  /** Takes what the steps work with. */
  public ResponseSteps(Ports ports) {
    this.ports = ports;
  }

  /** Answers for each credential, whatever becomes of the others. */
  public ResponseReply run(ResponseRequest request) {
    LeakedValues leaked = new LeakedValues(ports.store());
    return new ResponseReply.Answered(
        answers(request, new CredentialResponse(ports, leaked), leaked));
  }

  private List<CredentialAnswer> answers(
      ResponseRequest request, CredentialResponse response, LeakedValues leaked) {
    List<Affected> all = loginsFirst(request.credentials());
    List<Outcome<Concerned<?>>> concerned = Abreast.each(all, response::concerned);
    List<CredentialAnswer> answers = new ArrayList<>();
    List<Concerned<?>> together = new ArrayList<>();
    List<Concerned<?>> alone = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      switch (concerned.get(i)) {
        case Outcome.Done<Concerned<?>>(Concerned<?> one) ->
            (CohortResponse.covers(request.call(), one) ? together : alone).add(one);
        case Outcome.Failed<Concerned<?>> failed ->
            answers.add(
                answer(all.get(i).credential().secret(), new Outcome.Failed<>(failed.failure())));
      }
    }
    answers.addAll(
        new CohortResponse(response, leaked, ports.log().natives())
            .answers(request.call(), together));
    KnownNatives known =
        KnownNatives.of(
            ports.log().natives(), request.call(), alone.stream().map(Concerned::secret).toList());
    answers.addAll(each(alone, Abreast.each(alone, one -> response.answer(request, one, known))));
    return inOrder(request.credentials(), answers);
  }

  /** One for each login of Rekey's comes first, so that these are read side by side. */
  private static List<Affected> loginsFirst(List<Affected> all) {
    Map<Optional<SecretId>, Affected> first = new LinkedHashMap<>();
    all.forEach(one -> first.putIfAbsent(one.credential().rotatorSecret(), one));
    Set<Affected> ordered = new LinkedHashSet<>(first.values());
    ordered.addAll(all);
    return List.copyOf(ordered);
  }

  private static List<CredentialAnswer> inOrder(
      List<Affected> all, List<CredentialAnswer> answers) {
    Map<SecretId, CredentialAnswer> bySecret =
        answers.stream()
            .collect(Collectors.toMap(CredentialAnswer::secret, one -> one, (one, again) -> one));
    return all.stream()
        .map(one -> Objects.requireNonNull(bySecret.get(one.credential().secret())))
        .toList();
  }

  /** The n-th answer is the n-th outcome. */
  static List<CredentialAnswer> each(
      List<Concerned<?>> many, List<Outcome<CredentialAnswer>> outcomes) {
    return IntStream.range(0, many.size())
        .mapToObj(i -> answer(many.get(i).secret(), outcomes.get(i)))
        .toList();
  }

  static CredentialAnswer answer(SecretId secret, Outcome<CredentialAnswer> outcome) {
    try {
      return outcome.orThrow();
    } catch (StepFailedException failure) {
      return new CredentialAnswer.Failed(secret, failure.code(), failure.reason());
    }
  }
}
