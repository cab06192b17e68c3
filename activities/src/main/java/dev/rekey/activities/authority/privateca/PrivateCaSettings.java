package dev.rekey.activities.authority.privateca;

import static dev.rekey.activities.authority.AuthoritySettings.certificates;
import static dev.rekey.activities.authority.AuthoritySettings.required;

import dev.rekey.activities.authority.AuthoritySettings;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be known of a CA in AWS Private CA. Nobody logs in there by what is kept here: Rekey's
 * own role is what may ask it.
 *
 * @param arn the CA
 * @param roots the roots of its certificates, as PEM
 * @param days how long a certificate is valid where nobody says so
 * @param template the name of the template of its certificates, without their ARNs' beginning
 * @param ordersPerHour how many orders it is to get from all workers together
 */
record PrivateCaSettings(
    String arn,
    String roots,
    Optional<Integer> days,
    Optional<String> template,
    Optional<Integer> ordersPerHour) {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]*):acm-pca:([a-z0-9-]+):\\d{12}:certificate-authority/([0-9a-f-]{36})");

  private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z_]*EndEntity[A-Za-z_]*/V\\d");
  private static final String USUAL = "EndEntityCertificate/V1";
  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = 3650;

  PrivateCaSettings {
    if (!ARN.matcher(required(arn, "arn")).matches()) {
      throw new IllegalArgumentException(
          "have a wrong arn: it is that of a certificate authority in AWS Private CA");
    }
    certificates(roots, "roots");
    if (days.filter(many -> many < 1 || many > MOST_DAYS).isPresent()) {
      throw new IllegalArgumentException(
          "have wrong days: a certificate is valid for 1 to " + MOST_DAYS);
    }
    if (template.filter(name -> !TEMPLATE.matcher(name).matches()).isPresent()) {
      throw new IllegalArgumentException(
          "have a wrong template: it is the name of one for end entities, such as " + USUAL);
    }
    AuthoritySettings.orders(ordersPerHour);
  }

  static PrivateCaSettings of(Login login) {
    return AuthoritySettings.read(login, PrivateCaSettings.class);
  }

  private Matcher parts() {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw new IllegalStateException("It was looked at when it was made");
    }
    return parts;
  }

  String region() {
    return parts().group(2);
  }

  /** The CA's own id. */
  String id() {
    return parts().group(3);
  }

  Duration lifetime() {
    return Duration.ofDays(days.orElse(USUAL_DAYS));
  }

  String templateArn() {
    return "arn:" + parts().group(1) + ":acm-pca:::template/" + template.orElse(USUAL);
  }

  List<X509Certificate> anchors() {
    return CertificateChain.read(roots);
  }
}
