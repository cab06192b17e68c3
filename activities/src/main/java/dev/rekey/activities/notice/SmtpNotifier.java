package dev.rekey.activities.notice;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.rekey.activities.http.Address;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.Mailbox;
import dev.rekey.model.notice.SmtpSecurity;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * Mail by SMTP, one message for each mailbox. Over TLS, with the server's name checked, unless the
 * server is on this machine. Each attempt has the same Message-ID, by which many mail systems show
 * a repetition once; none has to.
 */
final class SmtpNotifier implements Notifier<Channel.Smtp> {
  private final Duration patience;
  private final Optional<SSLSocketFactory> trust;

  SmtpNotifier(Duration patience) {
    this(patience, Optional.empty());
  }

  /** Takes whom it trusts, if it is not whom the JDK trusts. */
  SmtpNotifier(Duration patience, Optional<SSLSocketFactory> trust) {
    this.patience = patience;
    this.trust = trust;
  }

  @Override
  public Optional<String> fault(Channel.Smtp channel) {
    if (channel.security() == SmtpSecurity.NONE && !Address.loopback(channel.host())) {
      return Optional.of("Mail goes over TLS: in clear text only to a server on this machine");
    }
    if (channel.port() < 1 || channel.port() > 65_535 || channel.host().isBlank()) {
      return Optional.of("The channel names no mail server and port");
    }
    if (channel.mailboxes().isEmpty()) {
      return Optional.of("The channel names no mailbox");
    }
    try {
      return new Mailbox("sender", channel.from()).address().isBlank()
          ? Optional.of("The sender is no plain e-mail address")
          : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.of("The sender is no plain e-mail address, such as rekey@example.com");
    }
  }

  @Override
  public Attempt send(Channel.Smtp channel, SecretValue secret, Letter letter) {
    if (fault(channel).isPresent()) {
      return new Attempt.Rejected("its mail server may not be spoken to like this");
    }
    Session session = Session.getInstance(properties(channel));
    try (SMTPTransport server = new SMTPTransport(session, null)) {
      Optional<Attempt> refusal = refusal(channel, secret, server);
      return refusal.isPresent()
          ? refusal.get()
          : handOver(server, message(session, channel, letter));
    } catch (MessagingException closing) { // what was said before counts
      return new Attempt.Lost("the connection broke");
    }
  }

  /**
   * Connects and logs in. Nothing is handed over yet: whatever fails here surely did not arrive.
   */
  private static Optional<Attempt> refusal(
      Channel.Smtp channel, SecretValue secret, SMTPTransport server) {
    try {
      server.connect(
          channel.host(),
          channel.port(),
          channel.user().orElse(null),
          channel.user().isPresent() ? secret.reveal() : null);
      return Optional.empty();
    } catch (AuthenticationFailedException e) {
      return Optional.of(new Attempt.Rejected("it refuses the login"));
    } catch (MailConnectException e) {
      return Optional.of(new Attempt.Busy("it could not be reached", Optional.empty()));
    } catch (MessagingException e) {
      return Optional.of(
          new Attempt.Busy("it gave no connection that is safe to use", Optional.empty()));
    }
  }

  private static Attempt handOver(SMTPTransport server, MimeMessage message) {
    try {
      server.sendMessage(message, message.getAllRecipients());
      return new Attempt.Accepted(message.getMessageID());
    } catch (MessagingException e) {
      int code = SmtpAnswers.code(e);
      String said = "it answered with SMTP code " + code;
      return switch (code / 100) {
        case 4 -> new Attempt.Busy(said, Optional.empty());
        case 5 -> new Attempt.Rejected(said);
        default -> new Attempt.Lost("it gave no answer");
      };
    }
  }

  private static MimeMessage message(Session session, Channel.Smtp channel, Letter letter)
      throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + letter.digest() + "@rekey>");
          }
        };
    message.setFrom(new InternetAddress(channel.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.recipient()));
    message.setSubject(letter.wording().subject(), "UTF-8");
    message.setText(letter.wording().text(), "UTF-8");
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no vacation answers
    message.setHeader("Date", RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    message.saveChanges();
    return message;
  }

  private Properties properties(Channel.Smtp channel) {
    Properties properties = new Properties();
    String millis = Long.toString(patience.toMillis());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put(
        "mail.smtp.localhost", "rekey.invalid"); // this machine's name is nobody's matter
    properties.put("mail.smtp.auth", Boolean.toString(channel.user().isPresent()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    trust.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    switch (channel.security()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case NONE -> {}
    }
    return properties;
  }
}
