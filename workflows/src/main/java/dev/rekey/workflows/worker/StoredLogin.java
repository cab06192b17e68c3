package dev.rekey.workflows.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Our login at Temporal, where AWS Secrets Manager keeps it: an API key as it is ({@code
 * TEMPORAL_API_KEY_SECRET}), a client certificate as JSON with {@code certificate}, {@code
 * privateKey} and perhaps {@code serverCa}, all PEM ({@code TEMPORAL_TLS_SECRET}); or as Rekey
 * keeps a certificate there, with both in {@code password}.
 */
final class StoredLogin {
  /** Well below the day or more for which an old key goes on beside a new one. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Optional<String> apiKeySecret;
  private final Optional<String> tlsSecret;
  private final Supplier<SecretsManagerClient> client;
  private final LongSupplier nanoTime;

  StoredLogin(
      Map<String, String> environment,
      Supplier<SecretsManagerClient> client,
      LongSupplier nanoTime) {
    this.apiKeySecret = Optional.ofNullable(environment.get("TEMPORAL_API_KEY_SECRET"));
    this.tlsSecret = Optional.ofNullable(environment.get("TEMPORAL_TLS_SECRET"));
    this.client = client;
    this.nanoTime = nanoTime;
  }

  static StoredLogin of(Map<String, String> environment) {
    return new StoredLogin(environment, StoredLogin::open, System::nanoTime);
  }

  /** The API key; read when it is first asked for, and again when it may have changed. */
  Optional<Supplier<String>> apiKey() {
    return apiKeySecret.map(
        secret -> new FreshValue(() -> read(secret, "TEMPORAL_API_KEY_SECRET"), FRESH, nanoTime));
  }

  /** The certificate, read now. */
  Optional<TlsMaterial> tls() {
    return tlsSecret.map(secret -> material(read(secret, "TEMPORAL_TLS_SECRET")));
  }

  private String read(String secret, String variable) {
    try {
      String value =
          client.get().getSecretValue(request -> request.secretId(secret)).secretString();
      if (value == null || value.isBlank()) {
        throw new IllegalStateException(variable + ": the secret holds no text");
      }
      return value.strip();
    } catch (SdkException refused) { // its words may hold anything
      throw new IllegalStateException(variable + ": the secret cannot be read");
    }
  }

  private static TlsMaterial material(String json) {
    try {
      JsonNode fields = Wire.mapper().readTree(json);
      Optional<Pem> both = pem(fields, "password");
      return new TlsMaterial(
          pem(fields, "certificate").or(() -> both),
          pem(fields, "privateKey").or(() -> both),
          pem(fields, "serverCa"));
    } catch (JsonProcessingException noJson) { // its message quotes the text
      throw new IllegalStateException("TEMPORAL_TLS_SECRET: the secret is not JSON");
    }
  }

  private static Optional<Pem> pem(JsonNode fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(JsonNode::textValue).map(Pem::text);
  }

  private static SecretsManagerClient open() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(PATIENCE).socketTimeout(PATIENCE))
        .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE.multipliedBy(2)))
        .build();
  }
}
