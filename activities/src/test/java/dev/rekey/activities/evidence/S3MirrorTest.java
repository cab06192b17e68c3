package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket as infra/template.yaml makes it. */
@Tag("aws")
class S3MirrorTest extends MirrorContract {
  private static final int DAYS = 400;

  @TempDir Path folder;
  private final AwsAccount account = AwsAccount.fresh();
  private final String bucket = "evidence-" + account.id();
  private S3Client s3;

  @BeforeEach
  void make() {
    AwsEndpoint.uri();
    s3 = open();
    s3.createBucket(create -> create.bucket(bucket).objectLockEnabledForBucket(true));
    s3.putObjectLockConfiguration(
        put ->
            put.bucket(bucket)
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled("Enabled")
                            .rule(
                                rule ->
                                    rule.defaultRetention(
                                        keep ->
                                            keep.mode(ObjectLockRetentionMode.COMPLIANCE)
                                                .days(DAYS)))));
  }

  private S3Client open() {
    return account.client(
        S3Client.builder().forcePathStyle(true).httpClient(UrlConnectionHttpClient.create()));
  }

  @Override
  Mirror mirror() {
    return new S3Mirror("s3://" + bucket + "/log", this::open);
  }

  @Override
  Optional<String> read(String path) {
    try {
      byte[] bytes =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key("log/" + path)).asByteArray();
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  void overwrite(String path, String content) {
    s3.putObject(put -> put.bucket(bucket).key("log/" + path), RequestBody.fromString(content));
  }

  @Test
  void each_checkpoint_stays_under_the_next_and_nobody_takes_one_away() {
    mirror().moveOn("one\n");
    mirror().moveOn("two\n");
    mirror().add("tile/0/000", bytes("tile"));
    List<ObjectVersion> versions =
        s3.listObjectVersions(list -> list.bucket(bucket).prefix("log/")).versions();
    assertThat(versions).hasSize(3);
    for (ObjectVersion version : versions) {
      assertThatThrownBy(
              () ->
                  s3.deleteObject(
                      delete ->
                          delete.bucket(bucket).key(version.key()).versionId(version.versionId())))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void a_log_that_kms_signs_is_whole_in_s3_and_one_that_was_set_back_is_not_signed() {
    try (KeptLog log = new KeptLog(folder)) {
      KmsKeyForSigning key = KmsKeyForSigning.make(account);
      EvidenceParties parties =
          new EvidenceParties(key.signer("example.org/log"), List.of(), List.of(mirror()));
      log.append(1, 300);
      log.keeper(parties).keep();
      log.keeper(parties).keep();
      assertThat(read("checkpoint")).hasValue(log.latest().note());
      assertThat(read("checkpoint").orElseThrow()).startsWith("example.org/log\n301\n");
      assertThat(read("tile/0/000")).isPresent();
      assertThat(read("tile/0/001.p/45")).isPresent();
      assertThat(read("tile/entries/001.p/45")).isPresent();
      log.unguarded("evidence_checkpoint", "DELETE FROM rekey.evidence_checkpoint");
      log.unguarded("evidence_leaf", "DELETE FROM rekey.evidence_leaf WHERE index >= 290");
      log.append(400, 420);
      log.keeper(parties).keep();
      assertThat(log.problem("signer")).contains("does not continue what was signed before");
      assertThat(read("checkpoint").orElseThrow()).contains("\n301\n");
    }
  }

  @Test
  void a_bucket_that_is_not_there_is_named_and_a_place_that_is_none_is_refused() {
    assertThatThrownBy(() -> new S3Mirror("s3://nobodys-" + account.id(), this::open).checkpoint())
        .hasMessage("there is no bucket nobodys-" + account.id());
    assertThatThrownBy(() -> new S3Mirror("s3://Evidence", this::open))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
