package dev.rekey.activities.inventory;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyHash;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.trigger.Clue;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is known of authorities, for the day on which the key of one is in other hands. */
public final class AuthorityRecords {
  private static final Duration ONE_STEP = Duration.ofHours(1);

  /** In whose place one certifies now, if it took somebody's. */
  private static final String PRESENT =
      """
      SELECT authority FROM rekey.rollover WHERE standing -> 'order' ->> 'successor' = ?
        AND standing ->> 'state' <> 'WITHDRAWN' ORDER BY started_at DESC LIMIT 1\
      """;

  private static final String PREFIX = TlsCertificate.authoritySecret("").value();
  private static final String BY = "response";

  private final Ledger ledger;

  /** Takes the ledger. */
  public AuthorityRecords(Ledger ledger) {
    this.ledger = ledger;
  }

  /** One was made known; what it signs with, or is believed by, is what a report may name. */
  public void known(String name, List<X509Certificate> signers, String by, Instant at) {
    ledger.together(
        () -> {
          ledger.change(
              "INSERT INTO rekey.authority (name, owner, known_at) VALUES (?, ?, ?)"
                  + " ON CONFLICT DO NOTHING",
              name,
              by,
              at);
          signers.forEach(one -> signer(name, one));
          return signers;
        });
  }

  private void signer(String name, X509Certificate one) {
    ledger.change(
        "INSERT INTO rekey.authority_signer (authority, fingerprint, key, serial)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        name,
        CertificateChain.fingerprint(one),
        KeyHash.of(one.getPublicKey()),
        CertificateChain.serial(one));
  }

  /** From now on it is known who takes the place of one, should its key be in other hands. */
  public void standBy(SigningAuthority plan, String owner, Instant at) {
    ledger.change(
        """
        INSERT INTO rekey.authority (name, successor, parent, first, owner, known_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET successor = excluded.successor,
          parent = excluded.parent, first = excluded.first, owner = excluded.owner\
        """,
        plan.authority(),
        plan.successor(),
        plan.parent(),
        plan.first(),
        owner,
        at);
  }

  /** Those that the clues mean, each once: by name, or by a certificate that one signs with. */
  List<AtRisk> atRisk(List<Clue> clues) {
    Map<String, Set<String>> meant = new LinkedHashMap<>();
    clues.stream()
        .flatMap(clue -> clue instanceof Clue.Certificate one ? Stream.of(one) : Stream.of())
        .flatMap(one -> signing(Clues.hex(one)).stream())
        .forEach(
            one ->
                meant
                    .computeIfAbsent(present(one.authority()), name -> new TreeSet<>())
                    .add(one.fingerprint()));
    clues.stream()
        .flatMap(clue -> clue instanceof Clue.Secret one ? Stream.of(one.name()) : Stream.of())
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .filter(this::isKnown)
        .forEach(name -> meant.put(present(name), Set.of())); // whatever it signs with
    return meant.entrySet().stream()
        .map(one -> atRisk(one.getKey(), List.copyOf(one.getValue())))
        .toList();
  }

  private record Signer(String authority, String fingerprint) {}

  private List<Signer> signing(String hex) {
    return ledger.all(
        "SELECT authority, fingerprint FROM rekey.authority_signer WHERE "
            + Clues.CERTIFICATE
            + " ORDER BY authority",
        row -> new Signer(row.text("authority"), row.text("fingerprint")),
        hex,
        hex,
        hex);
  }

  /** Whether it was made known, certified something under care, or took somebody's place. */
  public boolean isKnown(String name) {
    return ledger
            .first(
                "SELECT true FROM rekey.authority WHERE name = ?"
                    + " UNION ALL SELECT true FROM rekey.credential"
                    + " WHERE spec ->> 'kind' = ? AND spec ->> 'authority' = ?",
                row -> true,
                name,
                TlsCertificate.KIND,
                name)
            .isPresent()
        || !present(name).equals(name);
  }

  /** The name by which it certifies what is under care. */
  private String present(String name) {
    return ledger.first(PRESENT, row -> row.text("authority"), name).orElse(name);
  }

  private AtRisk atRisk(String name, List<String> values) {
    RotationRequest rollover =
        new RotationRequest(
            plan(name), RotationReason.COMPROMISED, BY, Duration.ZERO, ONE_STEP, ONE_STEP);
    String owner =
        ledger
            .first(
                "SELECT owner FROM rekey.authority WHERE name = ?", row -> row.text("owner"), name)
            .orElse(Orphans.DEFAULT_OWNER);
    // Nobody stops because it certifies no more: the guard has nothing to count.
    return new AtRisk(new DueCredential(rollover, Tier.CRITICAL, owner, Instant.EPOCH), 0, values);
  }

  /** Who takes its place. One that did so once does not do so again. */
  private SigningAuthority plan(String name) {
    SigningAuthority plan =
        ledger
            .first(
                "SELECT successor, parent, first FROM rekey.authority WHERE name = ?",
                row ->
                    SigningAuthority.of(
                        name,
                        row.maybeText("successor").orElseGet(() -> SigningAuthority.next(name)),
                        row.maybeText("parent"),
                        row.texts("first").stream().map(SecretId::new).toList()),
                name)
            .orElseGet(
                () ->
                    SigningAuthority.of(
                        name, SigningAuthority.next(name), Optional.empty(), List.of()));
    String successor = plan.successor();
    while (present(successor).equals(name) && !SigningAuthority.next(successor).equals(successor)) {
      successor = SigningAuthority.next(successor);
    }
    return SigningAuthority.of(name, successor, plan.parent(), plan.first());
  }
}
