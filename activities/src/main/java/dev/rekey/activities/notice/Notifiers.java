package dev.rekey.activities.notice;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** One notifier for each kind of channel. */
public final class Notifiers {
  /** The time that one attempt has. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SlackNotifier slack;
  private final PagerDutyNotifier pagerDuty;
  private final WebhookNotifier webhook;
  private final SmtpNotifier smtp;
  private final SnsNotifier sns;

  /** Makes them; nothing is opened before it is used. */
  public Notifiers() {
    this(PATIENCE, InstantSource.system());
  }

  Notifiers(Duration patience, InstantSource clock) {
    HttpAttempt http = new HttpAttempt(patience, clock);
    slack = new SlackNotifier(http);
    pagerDuty = new PagerDutyNotifier(http);
    webhook = new WebhookNotifier(http, clock);
    smtp = new SmtpNotifier(patience);
    sns = new SnsNotifier();
  }

  /** What speaks against such a channel, if anything does: a sentence. Sends nothing. */
  public Optional<String> fault(Channel channel) {
    return switch (channel) {
      case Channel.Smtp mail -> smtp.fault(mail);
      case Channel.Slack one -> slack.fault(one);
      case Channel.PagerDuty service -> pagerDuty.fault(service);
      case Channel.Sns topic -> sns.fault(topic);
      case Channel.Webhook hook -> webhook.fault(hook);
    };
  }

  Attempt send(Channel channel, SecretValue secret, Letter letter) {
    return switch (channel) {
      case Channel.Smtp mail -> smtp.send(mail, secret, letter);
      case Channel.Slack one -> slack.send(one, secret, letter);
      case Channel.PagerDuty service -> pagerDuty.send(service, secret, letter);
      case Channel.Sns topic -> sns.send(topic, secret, letter);
      case Channel.Webhook hook -> webhook.send(hook, secret, letter);
    };
  }

  /** Whether a channel of this kind is opened with a secret. */
  public static boolean needsSecret(Channel channel) {
    return switch (channel) {
      case Channel.Smtp mail -> mail.user().isPresent();
      case Channel.Slack one -> true;
      case Channel.PagerDuty service -> true;
      case Channel.Sns topic -> false;
      case Channel.Webhook hook -> true;
    };
  }

  /** Whether it shows a repetition only once, however often it is sent. */
  static boolean knowsRepetition(Channel channel) {
    return switch (channel) {
      case Channel.Smtp mail -> false;
      case Channel.Slack one -> false;
      case Channel.PagerDuty service -> true;
      case Channel.Sns topic -> topic.topic().endsWith(".fifo");
      case Channel.Webhook hook -> false;
    };
  }
}
