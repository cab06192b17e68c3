package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Roles to test with. */
final class Roles {
  /** The external id that a role accepts when a test begins. */
  static final String FIRST = "partner-4711";

  private Roles() {}

  static IamRole of(String account) {
    return new IamRole(
        new SecretId("partner/role"),
        "arn:aws:iam::" + account + ":role/partner",
        Optional.empty(),
        IamRole.QUIET,
        List.of("eu-central-1"),
        false);
  }

  static IamRole cutting(IamRole spec, Duration quiet) {
    return new IamRole(spec.secret(), spec.role(), spec.prober(), quiet, spec.regions(), true);
  }

  static Login login(IamRole spec, String externalId) {
    return new Login(spec.role(), SecretValue.of(externalId));
  }

  /** A trust policy with fields that we know nothing of, and this condition. */
  static String policy(String principal, String condition) {
    return """
        {"Version": "2012-10-17", "Id": "kept", "Statement": [
          {"Sid": "Ops", "Effect": "Allow", "Action": "sts:AssumeRole",
           "Principal": {"AWS": "arn:aws:iam::999999999999:role/ops"},
           "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}},
          {"Sid": "Partner", "Effect": "Allow", "Action": "sts:AssumeRole",
           "Principal": {"AWS": "%s"}, "Condition": %s}]}
        """
        .formatted(principal, condition);
  }

  static String accepting(String principal, String externalId) {
    return policy(
        principal,
        """
        {"StringEquals": {"sts:ExternalId": "%s"}, "IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}
        """
            .formatted(externalId));
  }
}
