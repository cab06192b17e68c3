package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Clue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the enrolled credentials that the words of an event mean. */
final class Clues {
  /** AWS Secrets Manager ends a secret's ARN with a hyphen and six characters of its own. */
  private static final Pattern ARN =
      Pattern.compile("(arn:[^:]+:secretsmanager:[^:]*:[0-9]*:secret:(.+))-[A-Za-z0-9]{6}");

  /** Of a table of certificates: what somebody names in hex is one of these. */
  static final String CERTIFICATE =
      "ltrim(key, '0') = ? OR ltrim(fingerprint, '0') = ? OR serial = ?";

  private final Ledger ledger;

  Clues(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Each credential once, by name. */
  List<EnrolledCredential> find(List<Clue> clues) {
    Map<String, EnrolledCredential> found = new LinkedHashMap<>();
    named(clues).forEach(one -> found.put(one.secret().value(), one));
    clues.stream()
        .filter(clue -> !(clue instanceof Clue.Secret secret && found.containsKey(secret.name())))
        .flatMap(clue -> find(clue).stream())
        .forEach(one -> found.putIfAbsent(one.secret().value(), one));
    return List.copyOf(found.values());
  }

  private record Meant(String secret, String value) {}

  /** Which values of each credential the clues name: by version, or by the public id of a key. */
  Map<String, List<String>> values(List<Clue> clues) {
    return clues.stream()
        .flatMap(clue -> meant(clue).stream())
        .distinct()
        .collect(
            Collectors.groupingBy(
                Meant::secret, Collectors.mapping(Meant::value, Collectors.toList())));
  }

  private List<Meant> meant(Clue clue) {
    return switch (clue) {
      case Clue.Value value ->
          meant(
              """
              SELECT secret, version AS value FROM secret_store.version WHERE fingerprint = ?
                UNION SELECT secret, version FROM secret_store.known_version WHERE fingerprint = ?\
              """,
              value.fingerprint(),
              value.fingerprint());
      case Clue.AccessKey key ->
          meant("SELECT secret, id AS value FROM rekey.access_key WHERE id = ?", key.id());
      case Clue.Certificate certificate -> {
        String hex = hex(certificate);
        yield meant(
            "SELECT secret, version AS value FROM rekey.certificate WHERE " + CERTIFICATE,
            hex,
            hex,
            hex);
      }
      case Clue.Secret secret -> List.of();
      case Clue.Principal principal -> List.of();
      case Clue.Other other -> List.of();
    };
  }

  private List<Meant> meant(String query, Object... values) {
    return ledger.all(query, row -> new Meant(row.text("secret"), row.text("value")), values);
  }

  /** Those whose names are given as they stand; a thousand take no longer than one. */
  private List<EnrolledCredential> named(List<Clue> clues) {
    List<String> names =
        clues.stream()
            .flatMap(clue -> clue instanceof Clue.Secret secret ? Stream.of(secret) : Stream.of())
            .map(Clue.Secret::name)
            .toList();
    return names.isEmpty() ? List.of() : where("secret = ANY (?)", names);
  }

  private List<EnrolledCredential> find(Clue clue) {
    return switch (clue) {
      case Clue.Secret secret -> secret(secret.name());
      case Clue.AccessKey key ->
          where("secret IN (SELECT secret FROM rekey.access_key WHERE id = ?)", key.id());
      case Clue.Certificate certificate -> certificate(hex(certificate));
      case Clue.Principal principal ->
          where(
              """
              secret IN (SELECT secret FROM rekey.credential_identity WHERE target = 'iam:' || ?
                AND regexp_replace(identity, '^arn:.*:(user|role)/(.*/)?', '\\1/') = ?)\
              """,
              principal.account(),
              principal.identity());
      case Clue.Value value ->
          where(
              """
              secret IN (SELECT secret FROM secret_store.version WHERE fingerprint = ?
                UNION ALL SELECT secret FROM secret_store.known_version WHERE fingerprint = ?)\
              """,
              value.fingerprint(),
              value.fingerprint());
      case Clue.Other other -> List.of();
    };
  }

  /**
   * By the name as it stands; else by what a whole ARN says of it, since one may be enrolled by its
   * name, or by its ARN without the end.
   */
  private List<EnrolledCredential> secret(String name) {
    List<EnrolledCredential> exact = where("secret = ?", name);
    Matcher arn = ARN.matcher(name);
    return exact.isEmpty() && arn.matches()
        ? where("secret = ANY (?)", List.of(arn.group(1), arn.group(2)))
        : exact;
  }

  /** A key may be that of many, and a serial number, too. */
  private List<EnrolledCredential> certificate(String hex) {
    return where(
        "secret IN (SELECT secret FROM rekey.certificate WHERE " + CERTIFICATE + ")",
        hex,
        hex,
        hex);
  }

  static String hex(Clue.Certificate given) {
    return given
        .hex()
        .toLowerCase(Locale.ROOT)
        .replaceAll("^spki-|[:\\s]", "")
        .replaceAll("^0+", "");
  }

  /**
   * The same, and those whose value in use is one that one of these has or had: a certificate's
   * key, or a password that somebody gave to two.
   */
  List<EnrolledCredential> withSharedValues(List<EnrolledCredential> known) {
    List<SecretId> names = known.stream().map(EnrolledCredential::secret).toList();
    List<EnrolledCredential> sharing =
        where(
            """
            (secret IN (SELECT o.secret FROM rekey.credential o
              JOIN rekey.certificate k ON k.secret = o.secret AND k.version = o.version
              WHERE k.key IN (SELECT key FROM rekey.certificate WHERE secret = ANY (?)))
             OR (secret, version) IN (SELECT v.secret, v.version FROM secret_store.version v
              WHERE v.fingerprint IN
                (SELECT fingerprint FROM secret_store.version WHERE secret = ANY (?)))
             OR (secret, version) IN (SELECT v.secret, v.version FROM secret_store.known_version v
              WHERE v.fingerprint IN
                (SELECT fingerprint FROM secret_store.known_version WHERE secret = ANY (?))))
              AND NOT secret = ANY (?)\
            """,
            names,
            names,
            names,
            names);
    return Stream.concat(known.stream(), sharing.stream()).toList();
  }

  private List<EnrolledCredential> where(String condition, Object... values) {
    return ledger.all(
        EnrolledCredential.SELECT + " WHERE " + condition + " ORDER BY secret",
        EnrolledCredential::of,
        values);
  }
}
