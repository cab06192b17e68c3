package dev.rekey.activities.evidence;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.model.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A copy of the log in a bucket of Amazon S3, whose Object Lock keeps each version for the time
 * that the bucket says: nobody takes one away, and a checkpoint lies on top of those before it.
 */
final class S3Mirror implements Mirror {
  /** How a place in S3 begins. */
  static final String SCHEME = "s3://";

  private static final Pattern PLACE =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([^/].*?))?/?");

  private static final String CHECKPOINT = "checkpoint";
  private static final int PRECONDITION_FAILED = 412;

  /** Somebody else writes the same at this moment; whose came first is looked at. */
  private static final int CONFLICT = 409;

  private final String name;
  private final String bucket;
  private final String prefix;
  private final Supplier<S3Client> s3;

  /**
   * Takes the place, {@code s3://bucket} or {@code s3://bucket/folder}.
   *
   * @throws IllegalArgumentException if it is none
   */
  S3Mirror(String place) {
    // One host for all buckets: a bucket's own name may be none of DNS, and an emulator's has none.
    this(place, () -> AwsClients.open(S3Client.builder().forcePathStyle(true)));
  }

  S3Mirror(String place, Supplier<S3Client> s3) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("This is no place in S3");
    }
    this.name = place;
    this.bucket = matcher.group(1);
    this.prefix = matcher.group(2) == null ? "" : matcher.group(2) + "/";
    this.s3 = new OnFirstUse<>(s3);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> checkpoint() {
    return read(CHECKPOINT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void add(String path, byte[] content) {
    if (!putIfAbsent(path, content)
        && !read(path).map(there -> Arrays.equals(there, content)).orElse(false)) {
      throw new OutletFailedException(
          SCHEME
              + bucket
              + "/"
              + prefix
              + path
              + " is there with another content, and was left so");
    }
  }

  private boolean putIfAbsent(String path, byte[] content) {
    return called(
        "writing " + path,
        () -> {
          try {
            s3.get()
                .putObject(
                    put -> put.bucket(bucket).key(prefix + path).ifNoneMatch("*"),
                    RequestBody.fromBytes(content));
            return true;
          } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void moveOn(String note) {
    called(
        "writing the checkpoint",
        () ->
            s3.get()
                .putObject(
                    put -> put.bucket(bucket).key(prefix + CHECKPOINT),
                    RequestBody.fromBytes(note.getBytes(StandardCharsets.UTF_8))));
  }

  /** They stay: to take anything away, one would need the right to do so. */
  @Override
  public void whole(String path) {}

  private Optional<byte[]> read(String path) {
    return called(
        "reading " + path,
        () -> {
          try {
            return Optional.of(
                s3.get()
                    .getObjectAsBytes(get -> get.bucket(bucket).key(prefix + path))
                    .asByteArray());
          } catch (NoSuchKeyException e) {
            return Optional.<byte[]>empty();
          }
        });
  }

  private <T> T called(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (NoSuchBucketException e) {
      throw new OutletFailedException("there is no bucket " + bucket);
    } catch (SdkException e) {
      throw new OutletFailedException(
          AwsFailures.of(e, FailureCode.STORE_UNAVAILABLE, bucket + ", " + what).reason());
    }
  }
}
