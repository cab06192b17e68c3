package dev.rekey.exercise.world;

import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
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

  private static final String ACCOUNT = "000000000000";
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
    return switch (principal.kind()) {
      case IamAccessKey.KIND ->
          new IamAccessKey(
              secret, principal.identity(), ACCOUNT, List.of(REGION), IamAccessKey.QUIET);
      case IamRole.KIND ->
          new IamRole(
              secret,
              "arn:aws:iam::" + principal.account().orElse(ACCOUNT) + ":role/" + label(principal),
              Optional.empty(),
              IamRole.QUIET,
              List.of(REGION),
              false);
      case PostgresUser.KIND ->
          new PostgresUser(
              secret,
              List.of(new PostgresEndpoint(HOST, POSTGRES, "exercise", false, Optional.empty())),
              ROTATOR,
              PostgresStrategy.AlternatingUsers.of(principal.identity()),
              PasswordPolicy.DEFAULT);
      case TlsCertificate.KIND -> certificate(secret, principal);
      default -> throw unknown(principal.kind());
    };
  }

  private static TlsCertificate certificate(SecretId secret, Setting.NonHuman principal) {
    String site = label(principal) + "." + HOST;
    return new TlsCertificate(
        secret,
        AUTHORITY,
        List.of(site, "*." + site),
        KeyType.EC_P256,
        principal.consumers().stream()
            .filter(Setting.Workload::known)
            .map(edge -> label(edge.name()) + "." + site)
            .map(edge -> new TlsEndpoint(edge, HTTPS, edge))
            .toList(),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT);
  }

  private static String label(Setting.NonHuman principal) {
    return label(principal.identity());
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  static IllegalArgumentException unknown(String kind) {
    return new IllegalArgumentException(
        "The world of exercises has no credentials of the kind " + kind + " yet");
  }
}
