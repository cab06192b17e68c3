package dev.rekey.activities.authority.stepca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.AuthorityApi;
import dev.rekey.activities.authority.AuthorityApi.Answer;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.Pem;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.model.FailureCode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** The calls of step-ca, each with a token of its own that counts once. */
record StepCaApi(StepCaSettings settings, AuthorityApi api) {
  private static final String SIGN = "/1.0/sign";
  private static final String REVOKE = "/1.0/revoke";
  private static final int UNAUTHORIZED = 401;
  private static final int MINUTES = 5;
  private static final int SECONDS = 60;

  /** The provisioner as it is there, without its keys. */
  Optional<JsonNode> provisioner() {
    String cursor = "";
    do {
      Answer page =
          api.ask("GET", "/1.0/provisioners?limit=100&cursor=" + cursor, Map.of(), Map.of());
      for (JsonNode one : page.body().path("provisioners")) {
        if (one.path("name").asText().equals(settings.provisioner())) {
          return Optional.of(one);
        }
      }
      cursor = page.body().path("nextCursor").asText();
    } while (!cursor.isBlank());
    return Optional.empty();
  }

  /** Certifies, with this serial number. */
  CertificateChain sign(CertificateOrder order, BigInteger serial) {
    JwtClaims claims = claims(SIGN, order.names().getFirst());
    claims.setStringListClaim("sans", order.names());
    claims.setStringClaim("serial", serial.toString());
    Map<String, Object> body = new HashMap<>();
    body.put("csr", Pem.text("CERTIFICATE REQUEST", order.request().der()));
    body.put("ott", token(claims));
    order.lifetime().ifPresent(time -> body.put("notAfter", time.toSeconds() + "s"));
    Answer answer = api.ask("POST", SIGN, body, Map.of());
    if (!answer.good()) {
      throw refused(answer, order.names());
    }
    StringBuilder pem = new StringBuilder();
    answer.body().path("certChain").forEach(one -> pem.append(one.asText()).append('\n'));
    return CertificateChain.of(pem.toString());
  }

  private StepFailedException refused(Answer answer, List<String> names) {
    if (answer.status() == UNAUTHORIZED) {
      return rejected();
    }
    String asked = String.join(", ", names);
    return new StepFailedException(
        FailureCode.ORDER_REFUSED,
        answer.says("not allowed")
            ? api.name() + " allows by its policy not every name of " + asked
            : api.name()
                + " refuses the order for "
                + asked
                + "; compare its provisioner's lifetimes and policy");
  }

  private StepFailedException rejected() {
    return new StepFailedException(
        FailureCode.ROTATOR_REJECTED,
        api.name() + " does not accept the key of the provisioner " + settings.provisioner());
  }

  /** Revokes whatever has this number, now or later; whether it was not revoked before. */
  boolean revoke(BigInteger serial, RevocationReason reason) {
    Map<String, Object> body =
        Map.of(
            "serial", serial.toString(),
            "ott", token(claims(REVOKE, serial.toString())),
            "reasonCode", reason.code(),
            "reason", reason.word(),
            "passive", true);
    Answer answer = api.ask("POST", REVOKE, body, Map.of());
    if (answer.good() || answer.says("already revoked")) {
      return answer.good();
    }
    throw answer.status() == UNAUTHORIZED ? rejected() : api.unavailable("did not revoke");
  }

  private JwtClaims claims(String path, String subject) {
    JwtClaims claims = new JwtClaims();
    long now = api.clock().instant().getEpochSecond();
    claims.setIssuer(settings.provisioner());
    claims.setAudience(settings.server() + path);
    claims.setSubject(subject);
    claims.setJwtId(UUID.randomUUID().toString());
    claims.setIssuedAt(NumericDate.fromSeconds(now));
    claims.setNotBefore(NumericDate.fromSeconds(now - SECONDS));
    claims.setExpirationTime(NumericDate.fromSeconds(now + MINUTES * SECONDS));
    return claims;
  }

  private String token(JwtClaims claims) {
    PublicJsonWebKey key = settings.signer();
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setHeader("typ", "JWT");
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) { // its words may be about the key
      throw new IllegalStateException("The JDK signs with keys that were read");
    }
  }
}
