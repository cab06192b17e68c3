package dev.rekey.activities.authority.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.AuthorityApi;
import dev.rekey.activities.authority.AuthorityApi.Answer;
import dev.rekey.activities.authority.vault.VaultSettings.AppRole;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a Vault as somebody who is logged in. A token that ends is renewed in its second half; an
 * AppRole logs in again when its token is over.
 */
final class VaultSession {
  static final int FORBIDDEN = 403;

  private final VaultSettings settings;
  private final AuthorityApi api;
  private Optional<Token> token = Optional.empty();

  /**
   * A token in use.
   *
   * @param value the token
   * @param fresh until when nothing is to be done about it
   * @param renewable whether it can be renewed
   */
  private record Token(SecretValue value, Instant fresh, boolean renewable) {}

  VaultSession(VaultSettings settings, AuthorityApi api) {
    this.settings = settings;
    this.api = api;
  }

  /** Asks; a refusal because of the login is thrown, any other one is the answer. */
  Answer ask(String method, String path, Map<String, ?> body) {
    Answer answer = asked(method, path, body);
    if (answer.status() != FORBIDDEN) {
      return answer;
    }
    boolean counts = asked("GET", "auth/token/lookup-self", Map.of()).good();
    if (counts) {
      throw new StepFailedException(
          FailureCode.PERMISSION_DENIED,
          api.name() + " lets Rekey's policy not " + method + " " + path);
    }
    if (settings.appRole().isEmpty()) {
      throw rejected("token");
    }
    forget();
    return asked(method, path, body);
  }

  private Answer asked(String method, String path, Map<String, ?> body) {
    return api.ask(method, path, body, headers(Optional.of(token())));
  }

  private Map<String, String> headers(Optional<SecretValue> as) {
    Map<String, String> headers = new HashMap<>(Map.of("X-Vault-Request", "true"));
    settings.namespace().ifPresent(one -> headers.put("X-Vault-Namespace", one));
    as.ifPresent(value -> headers.put("X-Vault-Token", value.reveal()));
    return headers;
  }

  private synchronized void forget() {
    token = Optional.empty();
  }

  private synchronized SecretValue token() {
    if (token.isEmpty()) {
      token = Optional.of(settings.appRole().map(this::logIn).orElseGet(this::given));
    } else if (api.clock().instant().isAfter(token.get().fresh())) {
      token = Optional.of(renewed(token.get()));
    }
    return token.get().value();
  }

  private Token logIn(AppRole role) {
    Answer answer =
        api.ask(
            "POST",
            "auth/" + role.where() + "/login",
            Map.of("role_id", role.roleId(), "secret_id", role.secretId()),
            headers(Optional.empty()));
    if (!answer.good()) {
      throw rejected("AppRole");
    }
    JsonNode auth = answer.body().path("auth");
    return token(
        SecretValue.of(auth.path("client_token").asText()),
        auth.path("lease_duration").asLong(),
        auth.path("renewable").asBoolean());
  }

  private Token given() {
    SecretValue value = SecretValue.of(settings.token().orElseThrow());
    Answer answer = api.ask("GET", "auth/token/lookup-self", Map.of(), headers(Optional.of(value)));
    if (!answer.good()) {
      throw rejected("token");
    }
    JsonNode data = answer.body().path("data");
    Token known = token(value, data.path("ttl").asLong(), data.path("renewable").asBoolean());
    long whole = data.path("creation_ttl").asLong();
    boolean late = data.path("ttl").asLong() * 2 < whole;
    return late && known.renewable() ? renewed(known) : known;
  }

  /** A token that can be renewed no more counts until it does not. */
  private Token renewed(Token old) {
    if (!old.renewable()) {
      return settings.appRole().map(this::logIn).orElse(old);
    }
    Answer answer =
        api.ask("POST", "auth/token/renew-self", Map.of(), headers(Optional.of(old.value())));
    if (!answer.good()) {
      return settings
          .appRole()
          .map(this::logIn)
          .orElseGet(() -> new Token(old.value(), Instant.MAX, false));
    }
    return token(old.value(), answer.body().path("auth").path("lease_duration").asLong(), true);
  }

  private Token token(SecretValue value, long seconds, boolean renewable) {
    Instant fresh =
        seconds == 0
            ? Instant.MAX // it does not end
            : api.clock().instant().plus(Duration.ofSeconds(seconds).dividedBy(2));
    return new Token(value, fresh, renewable);
  }

  /** An answer that says nothing. */
  StepFailedException unavailable() {
    return api.unavailable("gave no usable answer");
  }

  private StepFailedException rejected(String login) {
    return new StepFailedException(
        FailureCode.ROTATOR_REJECTED, api.name() + " does not accept Rekey's " + login);
  }
}
