package dev.rekey.activities.store.secretsmanager;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is who in CloudTrail. A session of a role stands for the role, whatever it calls itself.
 *
 * @param own those whose reads are Rekey's own: ARNs or bare names of roles and users
 */
record Principals(Set<String> own) {
  private static final Pattern SESSION =
      Pattern.compile("arn:([a-z-]+):sts::(\\d+):assumed-role/([^/]+)/.*");

  /** The caller itself, and the names that the operator gave. */
  static Principals of(String caller, Set<String> names) {
    return new Principals(
        Stream.concat(Stream.of(caller), names.stream())
            .map(Principals::role)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The role's ARN for that of one of its sessions, without its path, which a session lacks. */
  static String role(String arn) {
    Matcher session = SESSION.matcher(arn);
    return session.matches()
        ? "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3))
        : arn;
  }

  /** Whether this is Rekey, as {@link #role} names it. */
  boolean isOwn(String principal) {
    return own.contains(principal) || own.contains(name(principal));
  }

  private static String name(String principal) {
    return principal.substring(principal.lastIndexOf('/') + 1);
  }
}
