package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Mailbox;
import dev.rekey.model.notice.SmtpSecurity;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpNotifierTest extends NotifierContract<Channel.Smtp> {
  private static final SecretValue PASSWORD = SecretValue.of("password-of-the-sender");

  private final GreenMail mail =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", "smtp"), new ServerSetup(0, "127.0.0.1", "smtps")
          });
  private final SmtpNotifier notifier = new SmtpNotifier(PATIENCE);
  private final SmtpNotifier trusting =
      new SmtpNotifier(PATIENCE, Optional.of(MailCertificate.context().getSocketFactory()));
  private @Nullable MailServer moody;

  @BeforeEach
  void start() {
    MailCertificate.show();
    mail.start();
    mail.setUser("sender@example.com", "sender", PASSWORD.reveal());
  }

  @AfterEach
  void stop() {
    mail.stop();
    if (moody != null) {
      moody.close();
    }
  }

  @Test
  void over_tls_it_logs_in_and_says_who_it_is_from() throws Exception {
    assertThat(trusting.send(tls(), PASSWORD, Letters.CONTAINED))
        .isInstanceOf(Attempt.Accepted.class);
    assertThat(mail.getReceivedMessages()[0].getFrom()[0]).hasToString("rekey@example.com");
    assertThat(mail.getReceivedMessages()[0].getHeader("Auto-Submitted"))
        .containsExactly("auto-generated");
  }

  @Test
  void a_server_that_cannot_prove_who_it_is_gets_neither_password_nor_message() {
    assertThat(notifier.send(tls(), PASSWORD, Letters.CONTAINED))
        .isInstanceOfSatisfying(Attempt.Busy.class, no -> assertThat(no.reason()).contains("safe"));
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_wrong_password_is_a_refusal() {
    assertThat(trusting.send(tls(), SecretValue.of("wrong"), Letters.CONTAINED))
        .isEqualTo(new Attempt.Rejected("it refuses the login"));
  }

  @Test
  void a_server_that_offers_no_starttls_gets_nothing_in_clear_text() {
    Channel.Smtp channel =
        smtp(mail.getSmtp().getPort(), SmtpSecurity.STARTTLS, Optional.of("sender"));
    assertThat(notifier.send(channel, PASSWORD, Letters.CONTAINED))
        .isInstanceOf(Attempt.Busy.class);
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void what_begins_in_clear_text_goes_over_to_tls_before_anything_is_said() {
    mood(Mood.TAKING);
    Channel.Smtp channel = smtp(channel().port(), SmtpSecurity.STARTTLS, Optional.empty());
    assertThat(trusting.send(channel, PASSWORD, Letters.CONTAINED))
        .isInstanceOf(Attempt.Accepted.class);
    assertThat(notifier.send(channel, PASSWORD, Letters.CONTAINED))
        .isInstanceOf(Attempt.Busy.class);
  }

  @Test
  void clear_text_is_for_a_server_on_this_machine_alone() {
    Channel.Smtp channel =
        new Channel.Smtp(
            new ChannelName("mail"),
            "mail.example.com",
            25,
            SmtpSecurity.NONE,
            "rekey@example.com",
            Optional.empty(),
            channel().mailboxes());
    assertThat(notifier.fault(channel)).isPresent();
    assertThat(notifier.send(channel, PASSWORD, Letters.CONTAINED))
        .isInstanceOf(Attempt.Rejected.class);
  }

  private Channel.Smtp tls() {
    return smtp(mail.getSmtps().getPort(), SmtpSecurity.TLS, Optional.of("sender"));
  }

  private static Channel.Smtp smtp(int port, SmtpSecurity security, Optional<String> user) {
    return new Channel.Smtp(
        new ChannelName("mail"),
        "127.0.0.1",
        port,
        security,
        "rekey@example.com",
        user,
        List.of(new Mailbox("ann", "ann@example.com")));
  }

  @Override
  Notifier<Channel.Smtp> notifier() {
    return notifier;
  }

  @Override
  Channel.Smtp channel() {
    int port = moody == null ? mail.getSmtp().getPort() : moody.port();
    return smtp(port, SmtpSecurity.NONE, Optional.empty());
  }

  @Override
  Channel.Smtp deserted() {
    Channel.Smtp channel = channel();
    mail.stop();
    return channel;
  }

  @Override
  SecretValue secret() {
    return PASSWORD;
  }

  @Override
  void mood(Mood mood) {
    if (moody != null) {
      moody.close();
    }
    moody = new MailServer(mood);
  }

  @Override
  List<Received> received() {
    return Stream.of(mail.getReceivedMessages()).map(SmtpNotifierTest::read).toList();
  }

  /** A mail of plain text shows its text as it is; a mailbox in it is none in a header. */
  private static Received read(MimeMessage message) {
    try {
      assertThat(message.getHeader("Bcc")).isNull();
      String text = message.getSubject() + "\n" + message.getContent();
      return new Received(
          message.getMessageID(),
          text.replace("<!channel>", "(shown)").replace("<b>", "(shown)").replace("\r", ""));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
