package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.notice.NoticeSeverity;
import dev.rekey.model.rotation.RenewalQuestion;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.response.Runbooks;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepReport;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sweep does for certificates, around the rotations that it starts. */
class CertificateRoundsTest {
  private static final List<String> SECRETS = List.of("broken/tls", "lost/tls", "shop/tls");

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private TestWorkflowEnvironment temporal;
  private RekeyWorker worker;
  private volatile boolean channelsAreDown;
  private volatile boolean inventoryIsOld;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
                .build());
    worker =
        RekeyWorker.start(
            temporal.getWorkflowClient(),
            this::answer,
            WorkerLimits.DEFAULT,
            kind -> Runbooks.everyStep());
  }

  @AfterEach
  void stop() {
    worker.kill();
    temporal.close();
  }

  @Test
  void authorities_are_asked_first_and_people_are_told_last_whoever_fails() {
    assertThat(sweep()).isEqualTo(new SweepReport(0, 0, 0, 0));
    assertThat(calls)
        .containsExactly(
            "Unadvised",
            "rekey-tls-certificate broken/tls",
            "rekey-tls-certificate lost/tls",
            "rekey-tls-certificate shop/tls",
            "RecordBreaches",
            "Due",
            "Untold",
            "rekey-notices expiry/1/near",
            "rekey-notices expiry/2/near");
  }

  @Test
  void channels_that_are_down_hold_up_no_sweep() {
    channelsAreDown = true;
    assertThat(sweep()).isEqualTo(new SweepReport(0, 0, 0, 0));
    assertThat(calls).endsWith("rekey-notices expiry/1/near", "rekey-notices expiry/2/near");
  }

  @Test
  void an_inventory_that_is_older_than_the_worker_holds_up_no_sweep() {
    inventoryIsOld = true;
    assertThat(sweep()).isEqualTo(new SweepReport(0, 0, 0, 0));
    assertThat(calls).containsExactly("Unadvised", "RecordBreaches", "Due", "Untold");
  }

  private SweepReport sweep() {
    String id = new Schedules(temporal.getWorkflowClient()).sweepNow(SweepBudget.DEFAULT);
    return temporal.getWorkflowClient().newUntypedWorkflowStub(id).getResult(SweepReport.class);
  }

  private byte[] answer(String function, byte[] payload) {
    try {
      return Wire.mapper().writeValueAsBytes(reply(function, payload));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  private Object reply(String function, byte[] payload) throws IOException {
    return switch (function) {
      case "rekey-inventory" -> inventory(Wire.mapper().readValue(payload, InventoryRequest.class));
      case "rekey-notices" -> told(Wire.mapper().readValue(payload, NoticeRequest.class));
      default -> advice(function, Wire.mapper().readValue(payload, RenewalQuestion.class));
    };
  }

  private InventoryReply inventory(InventoryRequest request) {
    calls.add(request.getClass().getSimpleName());
    if (inventoryIsOld
        && (request instanceof InventoryRequest.Unadvised
            || request instanceof InventoryRequest.Untold)) {
      return new InventoryReply.Failed(FailureCode.BAD_REQUEST, "no question to the inventory");
    }
    return switch (request) {
      case InventoryRequest.Unadvised certificates ->
          new InventoryReply.ToAsk(SECRETS.stream().map(CertificateRoundsTest::question).toList());
      case InventoryRequest.RecordBreaches breaches -> new InventoryReply.BreachesRecorded(0, 0);
      case InventoryRequest.Due due -> new InventoryReply.DuePage(List.of(), false);
      case InventoryRequest.Untold certificates ->
          new InventoryReply.ToTell(List.of(notice("expiry/1/near"), notice("expiry/2/near")));
      case InventoryRequest.Receive receive ->
          throw new IllegalArgumentException("no event was planned");
    };
  }

  private StepResult advice(String function, RenewalQuestion question) {
    String secret = question.renewal().secret().value();
    calls.add(function + " " + secret);
    return switch (secret) {
      case "broken/tls" -> new StepResult.Failed(FailureCode.TARGET_UNAVAILABLE, "as planned");
      case "lost/tls" ->
          throw new FunctionLostException(FailureCode.FUNCTION_UNAVAILABLE, "as planned");
      default -> new StepResult.Done(List.of());
    };
  }

  private NoticeReply told(NoticeRequest request) {
    Notice notice = ((NoticeRequest.Deliver) request).notice();
    calls.add("rekey-notices " + notice.id());
    return channelsAreDown
        ? new NoticeReply.Failed(FailureCode.CHANNEL_UNAVAILABLE, "as planned")
        : new NoticeReply.Handled(List.of(), List.of());
  }

  private static RenewalQuestion question(String name) {
    TlsCertificate certificate =
        new TlsCertificate(
            new SecretId(name),
            "tests",
            List.of("www.example.org"),
            KeyType.EC_P256,
            List.of(),
            Optional.empty(),
            TlsCertificate.RENEW_AT_PERCENT);
    return new RenewalQuestion(certificate, new VersionId("00000000-0000-0000-0000-000000000001"));
  }

  private static Notice notice(String id) {
    return new Notice(
        new NoticeId(id),
        "shop/tls",
        "EXPIRY_NEAR",
        "It ends at " + Instant.EPOCH,
        "",
        "",
        NoticeSeverity.ERROR,
        Alarm.TRIGGER,
        List.of(Audience.ON_CALL),
        List.of(),
        List.of(),
        "");
  }
}
