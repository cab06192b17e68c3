package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.exercise.scenario.CredentialKind;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The credentials of an exercise as they are enrolled: at places that cannot be. */
public final class WorldSpecs {
  /** The one host; names that end so are nobody's (RFC 2606). */
  static final String HOST = "exercise.invalid";

  /** The one region. */
  static final String REGION = "xx-exercise-1";

  /** The one certificate authority. */
  static final String AUTHORITY = "exercise";

  /** The secret with Rekey's own login at the database. */
  public static final SecretId ROTATOR = new SecretId("exercise/rotator");

  /** Where Rekey is, and whatever says nothing else. */
  static final String ACCOUNT = "000000000000";

  private static final int POSTGRES = 5432;
  private static final int HTTPS = 443;

  private WorldSpecs() {}

  /** Every secret with a login of Rekey's own at one of these places. */
  public static List<SecretId> rotators() {
    return List.of(ROTATOR, TlsCertificate.authoritySecret(AUTHORITY));
  }

  /**
   * The credential as it is enrolled.
   *
   * @throws IllegalArgumentException if there are no credentials of its kind here
   */
  public static CredentialSpec of(Setting.NonHuman principal) {
    SecretId secret = new SecretId(principal.secret());
    return switch (kind(principal.kind())) {
      case ACCESS_KEY ->
          new IamAccessKey(
              secret, principal.identity(), ACCOUNT, List.of(REGION), IamAccessKey.QUIET);
      case ROLE ->
          new IamRole(
              secret,
              "arn:aws:iam::" + principal.account().orElse(ACCOUNT) + ":role/" + label(principal),
              Optional.empty(),
              IamRole.QUIET,
              List.of(REGION),
              false);
      case DATABASE_LOGIN ->
          new PostgresUser(
              secret,
              List.of(new PostgresEndpoint(HOST, POSTGRES, "exercise", false, Optional.empty())),
              ROTATOR,
              PostgresStrategy.AlternatingUsers.of(principal.identity()),
              PasswordPolicy.DEFAULT);
      case CERTIFICATE -> certificate(secret, principal);
      case AUTHORITY -> authority(principal, List.of());
    };
  }

  private static TlsCertificate certificate(SecretId secret, Setting.NonHuman principal) {
    String site = label(principal) + "." + HOST;
    return new TlsCertificate(
        secret,
        principal.certifiedBy().map(SecretId::new).map(WorldSpecs::authorityName).orElse(AUTHORITY),
        List.of(site, "*." + site),
        KeyType.EC_P256,
        principal.consumers().stream()
            .filter(Setting.Workload::known)
            .map(edge -> edge(principal, edge))
            .toList(),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT);
  }

  /** Where a workload of this identity serves. */
  static TlsEndpoint edge(Setting.NonHuman principal, Setting.Workload workload) {
    String host = label(workload.name()) + "." + label(principal) + "." + HOST;
    return new TlsEndpoint(host, HTTPS, host);
  }

  /** The endpoints that let in only who shows a certificate of this authority. */
  public static List<TlsEndpoint> gates(Setting.NonHuman principal) {
    return principal.consumers().stream()
        .filter(Setting.Workload::admits)
        .map(gate -> edge(principal, gate))
        .toList();
  }

  /**
   * What a response knows of an authority.
   *
   * @param all the identities, of which those come first on which Rekey itself depends
   */
  public static SigningAuthority authority(Setting.NonHuman principal, List<Setting.NonHuman> all) {
    String name = authorityName(new SecretId(principal.secret()));
    return SigningAuthority.of(
        name,
        SigningAuthority.next(name),
        Optional.of(name + "-parent"),
        all.stream()
            .filter(
                one ->
                    one.first() && one.certifiedBy().filter(principal.secret()::equals).isPresent())
            .map(one -> new SecretId(one.secret()))
            .toList());
  }

  private static String authorityName(SecretId secret) {
    return TlsCertificate.authorityOf(secret)
        .orElseThrow(() -> new IllegalArgumentException(secret + " is no authority's secret"));
  }

  private static String label(Setting.NonHuman principal) {
    return label(principal.identity());
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** That there are none of this one's kind, as a step that is asked for it says it. */
  static StepFailedException absent(CredentialSpec credential) {
    return new StepFailedException(
        FailureCode.BAD_REQUEST,
        "The world of exercises has no credentials of the kind " + credential.kind());
  }

  private static CredentialKind kind(String word) {
    return CredentialKind.of(word).orElseThrow(() -> unknown(word));
  }

  static IllegalArgumentException unknown(String kind) {
    return new IllegalArgumentException(
        "The world of exercises has no credentials of the kind " + kind + " yet");
  }
}
