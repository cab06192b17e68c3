package dev.rekey.console.door.enrolment;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.console.api.LoginInput;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes the login that a person hands over. What a tool shows in place of a secret is refused:
 * written back, it once locked people out of production.
 */
final class GivenLogin {
  /** Only masks, or what templates and redacting tools leave: {@code ****}, {@code <redacted>}. */
  private static final Pattern REDACTED =
      Pattern.compile(
          "(.)\\1*|[\\[<({]?(redacted|hidden|masked|secret|password|null|none|undefined|changeme)[\\])}>]?"
              + "|\\$\\{.*}|\\{\\{.*}}|<.*>|%[a-z_]+%");

  private GivenLogin() {}

  /** Gives the login, or refuses with 422. {@code whose} is for the sentence. */
  static Login of(LoginInput input, String whose) {
    String value = input.value();
    if (input.identity().isBlank()) {
      throw refused("The login of the " + whose + " names no identity");
    }
    if (value.isBlank()) {
      throw refused("The value of the " + whose + " is empty; nothing was changed");
    }
    if (REDACTED.matcher(value.strip().toLowerCase(Locale.ROOT)).matches()) {
      throw refused(
          "The value of the " + whose + " looks redacted or unfilled; nothing was changed");
    }
    return new Login(input.identity(), SecretValue.of(value));
  }

  private static Refusal refused(String detail) {
    return Refusal.unprocessable(FailureCode.VALUE_REJECTED, detail);
  }
}
