package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.principal.KeyCallers;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.IamAccessKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Tries keys with {@code sts:GetCallerIdentity}, which needs no permission and which no policy can
 * deny (AWS STS API reference), so that a refusal is about the key alone. The same key with a wrong
 * secret must be refused; where it is not, nothing is proven.
 */
final class KeyTrials {
  /** As long as a secret of IAM's, and none: those are made of letters, digits, + and /. */
  private static final SecretValue WRONG =
      SecretValue.of("rekey-looks-whether-anything-gets-in-here");

  /** What AWS says to a key that is not honoured, or not with this secret. */
  static final Set<String> REFUSALS =
      Set.of(
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure");

  private final StsDoors doors;
  private final InstantSource clock;
  private final Map<String, Instant> tried = new ConcurrentHashMap<>();

  KeyTrials(StsDoors doors, InstantSource clock) {
    this.doors = doors;
    this.clock = clock;
  }

  /** What each region says; an endpoint that proves nothing gives no usable answer. */
  List<Trial> of(IamAccessKey spec, Login login) {
    List<Trial> trials = new ArrayList<>();
    for (String region : spec.regions()) {
      Answer answer = ask(spec, region, login);
      boolean hollow = answer.verdict() == Verdict.ACCEPTED && anythingGetsIn(spec, region, login);
      trials.add(new Trial(answer.endpoint(), hollow ? Verdict.UNKNOWN : answer.verdict()));
    }
    return trials;
  }

  /** Whether a wrong secret is let in, too. */
  boolean anythingGetsIn(IamAccessKey spec, String region, Login login) {
    return ask(spec, region, new Login(login.identity(), WRONG)).verdict() != Verdict.REFUSED;
  }

  /** When this process tried a key last: a use that IAM tells of, and that is nobody else's. */
  Optional<Instant> lastTrial(String key) {
    return Optional.ofNullable(tried.get(key));
  }

  private record Answer(String endpoint, Verdict verdict) {}

  private Answer ask(IamAccessKey spec, String region, Login login) {
    try (StsDoors.Door door = doors.open(region, login)) {
      tried.put(login.identity(), clock.instant());
      return new Answer(door.name(), knock(spec, door));
    }
  }

  private static Verdict knock(IamAccessKey spec, StsDoors.Door door) {
    try {
      // Whoever else the key is of: that it was let in is no proof of a refusal either.
      return isOf(spec, identity(door.sts())) ? Verdict.ACCEPTED : Verdict.UNKNOWN;
    } catch (SdkException e) {
      return verdict(e);
    }
  }

  private static boolean isOf(IamAccessKey spec, GetCallerIdentityResponse caller) {
    String arn = String.valueOf(caller.arn());
    return spec.account().equals(caller.account())
        && arn.contains(":user/")
        && arn.endsWith("/" + spec.user());
  }

  private static Verdict verdict(SdkException e) {
    if (!(e instanceof AwsServiceException service)
        || service.isClockSkewException() // a bad signature is no wrong secret then
        || service.isThrottlingException()) {
      return Verdict.UNKNOWN;
    }
    String code = AwsFailures.errorCode(e);
    if (code.startsWith("AccessDenied")) {
      return Verdict.ACCEPTED; // what may not be done is only asked of who got in
    }
    return REFUSALS.contains(code) ? Verdict.REFUSED : Verdict.UNKNOWN;
  }

  /** Signed with a name by which CloudTrail's readers know it as a trial. */
  private static GetCallerIdentityResponse identity(StsClient sts) {
    return sts.getCallerIdentity(
        it ->
            it.overrideConfiguration(
                how -> how.addApiName(name -> name.name(KeyCallers.TRIAL).version("1"))));
  }
}
