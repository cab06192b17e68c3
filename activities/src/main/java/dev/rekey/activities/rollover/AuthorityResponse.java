package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.CredentialAnswer.Seen;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.TrustBundle;
import dev.rekey.model.rotation.Fact;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a response asks about authorities whose keys may be in other hands; each may run twice. */
final class AuthorityResponse {
  private final AuthorityFile file;
  private final IssuanceStop issuance;
  private final StrayCertificates strays;
  private final EarlyRemovals removals;

  AuthorityResponse(
      AuthorityFile file, IssuanceStop issuance, StrayCertificates strays, EarlyRemovals removals) {
    this.file = file;
    this.issuance = issuance;
    this.strays = strays;
    this.removals = removals;
  }

  ResponseReply answer(ResponseRequest request) {
    return new ResponseReply.Answered(
        request.credentials().stream().map(one -> answer(request, one)).toList());
  }

  private CredentialAnswer answer(ResponseRequest request, Affected one) {
    SecretId secret = one.credential().secret();
    try {
      if (one.credential() instanceof SigningAuthority lost) {
        return answer(request, one, secret, RolloverOrder.of(lost, request.incident()));
      }
      throw new StepFailedException(FailureCode.BAD_REQUEST, secret + " is no authority");
    } catch (StepFailedException e) {
      return new CredentialAnswer.Failed(secret, e.code(), e.reason());
    }
  }

  private Seen answer(ResponseRequest request, Affected one, SecretId secret, RolloverOrder order) {
    return switch (request.call()) {
      case PROBE -> living(secret, believed(order, one.values()), List.of());
      case SNAPSHOT -> Seen.of(secret, standing(order));
      case CONTAIN -> contained(secret, issuance.stop(order));
      case ENUMERATE -> living(secret, issuance.living(order), removals.look(order));
      case PROVE -> Seen.of(secret, issuance.tried(order));
      case HUNT -> living(secret, List.of(), strays.look(order));
      case REACH -> new Seen(secret, List.of(), List.of(), List.of(), Optional.of(reach(order)));
    };
  }

  private static Seen living(SecretId secret, List<Living> living, List<Finding> findings) {
    return new Seen(
        secret, List.of(), living.stream().sorted().toList(), findings, Optional.empty());
  }

  private static Seen contained(SecretId secret, IssuanceStop.Stopped stopped) {
    return new Seen(
        secret,
        stopped.done(),
        List.of(),
        List.of(),
        Optional.empty(),
        stopped.found(),
        List.of(),
        List.of());
  }

  /** Those of the name that a report means, and that certify or are believed. */
  private List<Living> believed(RolloverOrder order, List<String> values) {
    Succession now = file.standIn().of(order);
    return now.members().stream()
        .filter(one -> one.believed() || now.issuing().filter(one.name()::equals).isPresent())
        .filter(
            one ->
                file.signers(one).stream()
                    .anyMatch(with -> values.contains(CertificateChain.fingerprint(with))))
        .map(one -> new Living("is believed", one.name(), order.authority()))
        .toList();
  }

  private List<Fact> standing(RolloverOrder order) {
    Succession now = file.standIn().of(order);
    List<Fact> facts = new ArrayList<>();
    facts.add(
        file.fact(
            order.authority() + " is certified for by " + now.issuing().orElse("nobody"), "Rekey"));
    now.members()
        .forEach(
            one ->
                facts.add(
                    file.fact(
                        one.name()
                            + (one.believed() ? " is believed" : " is believed no more")
                            + signedWith(one),
                        order.authority())));
    facts.add(file.fact(file.ledger().leaves(order).size() + " certificates under care", "Rekey"));
    return facts;
  }

  private String signedWith(Member one) {
    List<String> serials = file.signers(one).stream().map(CertificateChain::serial).toList();
    return serials.isEmpty() ? "" : ", signs with " + String.join(", ", serials);
  }

  private Reach reach(RolloverOrder order) {
    List<String> consumers =
        file.consumers().of(TrustBundle.of(order.authority())).stream()
            .map(one -> one.id().value())
            .toList();
    List<String> could = new ArrayList<>();
    could.add("certify any name for whoever believes " + order.authority());
    could.add(
        "it is believed by "
            + (consumers.isEmpty() ? "no consumer that is known" : String.join(", ", consumers)));
    file.ledger()
        .trusters(order.authority())
        .forEach(one -> could.add(one.name() + " lets in whom it certified"));
    could.add("clients that pin it, or have its roots by hand, are not known: ask for them");
    if (file.signers(file.lost(order)).stream().allMatch(AuthorityResponse::isRoot)) {
      could.add("it is a root, which nobody revokes: only re-configuring all clients helps");
    }
    return new Reach(could, List.of(), List.of(), List.of(), consumers);
  }

  private static boolean isRoot(X509Certificate one) {
    return one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
  }
}
