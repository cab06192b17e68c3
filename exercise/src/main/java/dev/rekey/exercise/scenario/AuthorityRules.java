package dev.rekey.exercise.scenario;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a document must be where it has authorities. */
final class AuthorityRules {
  private static final String AT = "world.principals: ";

  private final List<String> mistakes = new ArrayList<>();
  private final Set<String> authorities = new HashSet<>();

  private AuthorityRules() {}

  static List<String> mistakes(Setting world) {
    AuthorityRules rules = new AuthorityRules();
    world.principals().forEach(rules::principal);
    world.opponent().forEach(rules::move);
    return rules.mistakes;
  }

  private static boolean isAuthority(Setting.NonHuman one) {
    return one.kind().equals(SigningAuthority.KIND);
  }

  private void principal(Setting.NonHuman one) {
    if (isAuthority(one)) {
      authority(one);
    } else if (one.consumers().stream().anyMatch(Setting.Workload::admits)) {
      mistakes.add(AT + one.secret() + " is no authority, by whose certificates anybody is let in");
    }
    if (one.first() && one.certifiedBy().isEmpty()) {
      mistakes.add(AT + one.secret() + " is first, and no authority here certified it");
    }
    one.certifiedBy()
        .filter(by -> !one.kind().equals(TlsCertificate.KIND) || !authorities.contains(by))
        .ifPresent(
            by ->
                mistakes.add(AT + "no authority above " + one.secret() + " has the secret " + by));
  }

  private void authority(Setting.NonHuman one) {
    authorities.add(one.secret());
    try {
      if (TlsCertificate.authorityOf(new SecretId(one.secret())).isEmpty()) {
        mistakes.add(AT + "the secret of an authority is authority/NAME, not " + one.secret());
      }
    } catch (IllegalArgumentException unfit) {
      // the other rules say so
    }
  }

  private void move(Move move) {
    switch (move.does()) {
      case REMOVE_TRUST, RETURN_TRUST, EVICT -> {
        if (!authorities.contains(move.principal())) {
          mistakes.add("world.opponent: " + move.principal() + " is no authority");
        }
      }
      case USE_LOGIN,
          USE_SESSION,
          RESTORE,
          SECOND_LOGIN,
          NEW_IDENTITY,
          HOP,
          PUT_BACK,
          LET_IN_BY_PATTERN,
          LET_IN_EXACTLY -> {}
    }
  }
}
