package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A way to tell people. What it is opened with (a password, a secret address, a routing key) is in
 * the secret store under {@link ChannelName#secret()}, and never here. Everybody who reads it is
 * declared, since a suspect must not read of their own incident.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Channel.Smtp.class, name = "smtp"),
  @JsonSubTypes.Type(value = Channel.Slack.class, name = "slack"),
  @JsonSubTypes.Type(value = Channel.PagerDuty.class, name = "pagerduty"),
  @JsonSubTypes.Type(value = Channel.Sns.class, name = "sns"),
  @JsonSubTypes.Type(value = Channel.Webhook.class, name = "webhook")
})
public sealed interface Channel {
  /** Its name. */
  ChannelName name();

  /** Everybody who reads it, by their names at the door. */
  List<String> members();

  /** What is sent apart from each other, each with a receipt of its own. */
  @JsonIgnore
  List<String> recipients();

  /**
   * Mail, one message for each mailbox.
   *
   * @param port 587 for STARTTLS, 465 for TLS
   * @param from the sender's address
   * @param user who logs in there; none if the server asks for no login
   */
  record Smtp(
      ChannelName name,
      String host,
      int port,
      SmtpSecurity security,
      String from,
      Optional<String> user,
      List<Mailbox> mailboxes)
      implements Channel {
    /** Copies the list. */
    public Smtp {
      mailboxes = List.copyOf(mailboxes);
    }

    @Override
    @JsonIgnore
    public List<String> members() {
      return mailboxes.stream().map(Mailbox::person).distinct().toList();
    }

    @Override
    public List<String> recipients() {
      return mailboxes.stream().map(Mailbox::address).distinct().toList();
    }
  }

  /** An incoming webhook as Slack has it; its address is its secret. */
  record Slack(ChannelName name, List<String> members) implements Channel {
    /** Copies the list. */
    public Slack {
      members = List.copyOf(members);
    }

    @Override
    public List<String> recipients() {
      return List.of(name.value());
    }
  }

  /**
   * A service of PagerDuty, by its Events API v2; the routing key is its secret.
   *
   * @param url where events go, such as {@code https://events.pagerduty.com/v2/enqueue}
   */
  record PagerDuty(ChannelName name, URI url, List<String> members) implements Channel {
    /** Copies the list. */
    public PagerDuty {
      members = List.copyOf(members);
    }

    @Override
    public List<String> recipients() {
      return List.of(name.value());
    }
  }

  /** A topic of Amazon SNS; the function's own role may publish to it. */
  record Sns(ChannelName name, String topic, List<String> members) implements Channel {
    /** Copies the list. */
    public Sns {
      members = List.copyOf(members);
    }

    @Override
    public List<String> recipients() {
      return List.of(topic);
    }
  }

  /** Any receiver of JSON over HTTP; each call is signed with a key that both sides have. */
  record Webhook(ChannelName name, URI url, List<String> members) implements Channel {
    /** Copies the list. */
    public Webhook {
      members = List.copyOf(members);
    }

    @Override
    public List<String> recipients() {
      return List.of(name.value());
    }
  }
}
