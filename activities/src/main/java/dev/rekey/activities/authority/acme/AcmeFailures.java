package dev.rekey.activities.authority.acme;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/** What an ACME server refuses, in our words. Its own may hold anything, and go no further. */
final class AcmeFailures {
  private static final String PREFIX = "urn:ietf:params:acme:error:";

  private AcmeFailures() {}

  /** Something that is asked of the server. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws AcmeException, InterruptedException;
  }

  /** Makes a call; what goes wrong is a code and a sentence. */
  static <T> T asking(String authority, Call<T> call) {
    try {
      return call.make();
    } catch (AcmeException e) {
      throw failure(authority, e);
    } catch (AcmeLazyLoadingException e) {
      throw e.getCause() instanceof AcmeException cause
          ? failure(authority, cause)
          : unavailable(authority);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(authority);
    }
  }

  private static StepFailedException failure(String authority, AcmeException failure) {
    return switch (failure) {
      case AcmeNetworkException lost -> unavailable(authority);
      case AcmeRateLimitedException limited ->
          new StepFailedException(
              FailureCode.THROTTLED,
              authority
                  + " allows no more orders"
                  + limited.getRetryAfter().map(at -> " before " + at).orElse(" for now"));
      case AcmeUserActionRequiredException action ->
          new StepFailedException(
              FailureCode.PERMISSION_DENIED,
              authority + " wants its new terms of service to be agreed to by a person");
      case AcmeServerException refused -> refused(authority, word(refused.getProblem()));
      default -> unavailable(authority);
    };
  }

  private static StepFailedException refused(String authority, String word) {
    return switch (word) {
      case "accountDoesNotExist", "unauthorized", "externalAccountRequired" ->
          new StepFailedException(
              FailureCode.ROTATOR_REJECTED,
              authority + " does not accept the account that Rekey has there (" + word + ")");
      case "badNonce", "serverInternal", "orderNotReady" -> unavailable(authority);
      default -> order(authority + ": " + explained(word, "one of the names"));
    };
  }

  private static StepFailedException unavailable(String authority) {
    return new StepFailedException(
        FailureCode.TARGET_UNAVAILABLE, authority + " gave no usable answer");
  }

  private static StepFailedException order(String sentence) {
    return new StepFailedException(FailureCode.ORDER_REFUSED, sentence);
  }

  /** The authority offers no challenge of the kind that is configured. */
  static StepFailedException notOffered(Authorization authorization, String kind) {
    return order(
        "The authority does not take "
            + authorization.getIdentifier().getValue()
            + " by the challenge "
            + kind);
  }

  /** Why an authority did not believe that a name is ours. */
  static StepFailedException notBelieved(String authority, String name, Optional<Problem> why) {
    String word = why.map(AcmeFailures::word).orElse("");
    return order(
        authority + " does not believe that " + name + " is ours: " + explained(word, name));
  }

  /** An order that the authority gave up. */
  static StepFailedException gaveUp(String authority, Optional<Problem> why) {
    String word = why.map(AcmeFailures::word).orElse("");
    return order(authority + " gave the order up: " + explained(word, "one of the names"));
  }

  /** Whether the certificate is revoked already. */
  static boolean alreadyRevoked(AcmeException failure) {
    return failure instanceof AcmeServerException refused
        && word(refused.getProblem()).equals("alreadyRevoked");
  }

  private static String word(Problem problem) {
    return String.valueOf(problem.getType()).replace(PREFIX, "");
  }

  private static String explained(String word, String name) {
    return switch (word) {
      case "connection" ->
          "it could not connect to "
              + name
              + "; check its address in the DNS and the way from the"
              + " outside to port 80";
      case "dns" -> "it found no usable DNS record of " + name + "; check the zone and its servers";
      case "incorrectResponse", "unauthorized" ->
          "it found something else there than what Rekey made ready; check that "
              + name
              + " leads to where Rekey answers, and to nowhere else";
      case "caa" -> "a CAA record of " + name + " forbids it; add this authority there";
      case "rejectedIdentifier", "unsupportedIdentifier" ->
          "it does not issue for " + name + "; ask another authority, or leave the name out";
      case "tls" -> "it could not speak TLS with " + name;
      case "badCSR", "badPublicKey" -> "it does not take such a key; choose another key type";
      case "rateLimited" -> "its limits are used up; wait, and order less often";
      case "" -> "it gives no reason";
      default -> "it says '" + word.replaceAll("[^A-Za-z]", "") + "'";
    };
  }
}
