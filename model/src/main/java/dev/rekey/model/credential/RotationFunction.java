package dev.rekey.model.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A credential that a rotation function of the user's own rotates, by AWS Secrets Manager's
 * convention.
 *
 * @param secret the secret's name
 * @param function the Lambda function's name or ARN, with an alias if it has one
 * @param inner what the function rotates: by it is done what the function has no step for
 */
public record RotationFunction(SecretId secret, String function, CredentialSpec inner)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "rotation-function";

  /** Lambda's {@code Invoke}, FunctionName: a name, an ARN or a part of one; at most 170 long. */
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_:$-]{1,170}");

  /**
   * Checks what can be checked without AWS.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public RotationFunction {
    if (!FUNCTION.matcher(function).matches()) {
      throw new IllegalArgumentException("A rotation function has a Lambda function's name or ARN");
    }
    if (!inner.secret().equals(secret)) {
      throw new IllegalArgumentException(
          "What a rotation function rotates is in the same secret as its own");
    }
    if (inner instanceof RotationFunction) {
      throw new IllegalArgumentException("A rotation function cannot rotate another one");
    }
    if (inner instanceof PostgresUser user && user.rds().isPresent()) {
      throw new IllegalArgumentException(
          "Name the endpoints of what a rotation function rotates; they are not looked up");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return inner.target();
  }

  @Override
  public List<String> identities() {
    return inner.identities();
  }

  @Override
  public boolean owns(String identity) {
    return inner.owns(identity);
  }

  @Override
  public boolean overlaps() {
    return inner.overlaps();
  }

  @Override
  public Optional<String> accessKey(String identity) {
    return inner.accessKey(identity);
  }

  @Override
  public Optional<SecretId> rotatorSecret() {
    return inner.rotatorSecret();
  }

  @Override
  public List<String> places() {
    return inner.places();
  }

  @Override
  public RotationFunction attributed(String by, Instant at) {
    return new RotationFunction(secret, function, inner.attributed(by, at));
  }
}
