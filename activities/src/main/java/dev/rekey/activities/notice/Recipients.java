package dev.rekey.activities.notice;

import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.Mailbox;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who gets a notice: its audiences' channels, without any that a suspect reads. */
final class Recipients {
  private static final String SUSPECT = "somebody who may have a part in it reads it";

  private final Notice notice;

  private Recipients(Notice notice) {
    this.notice = notice;
  }

  static List<Envelope> of(Notice notice, List<Route> routes) {
    return routes.stream().flatMap(new Recipients(notice)::along).toList();
  }

  private Stream<Envelope> along(Route route) {
    List<Audience> served =
        notice.audiences().stream().filter(route.audiences()::contains).distinct().toList();
    if (served.isEmpty()) {
      return Stream.empty();
    }
    return switch (route.channel()) {
      case Channel.Smtp mail -> mailboxes(mail, served).map(to -> letter(route, served, to, mail));
      case Channel.Slack slack -> all(route, served);
      case Channel.PagerDuty duty -> all(route, served);
      case Channel.Sns topic -> all(route, served);
      case Channel.Webhook hook -> all(route, served);
    };
  }

  private Stream<Envelope> all(Route route, List<Audience> served) {
    Optional<String> leftOut =
        route.channel().members().stream().anyMatch(this::suspect)
            ? Optional.of(SUSPECT)
            : Optional.empty();
    return route.channel().recipients().stream()
        .map(to -> new Envelope(route.channel(), to, served, route.reserve(), leftOut));
  }

  /** Owners get their own mail, where they have a mailbox; else whoever reads the channel. */
  private Stream<String> mailboxes(Channel.Smtp mail, List<Audience> served) {
    List<Mailbox> own =
        mail.mailboxes().stream().filter(one -> named(notice.owners(), one.person())).toList();
    boolean theirs = served.equals(List.of(Audience.CREDENTIAL_OWNER)) && !own.isEmpty();
    return (theirs ? own : mail.mailboxes()).stream().map(Mailbox::address).distinct();
  }

  private Envelope letter(Route route, List<Audience> served, String to, Channel.Smtp mail) {
    boolean suspect =
        mail.mailboxes().stream()
            .anyMatch(one -> one.address().equalsIgnoreCase(to) && suspect(one.person()));
    return new Envelope(
        mail, to, served, route.reserve(), suspect ? Optional.of(SUSPECT) : Optional.empty());
  }

  private boolean suspect(String person) {
    return named(notice.excluded(), person);
  }

  private static boolean named(List<String> people, String person) {
    return people.stream().anyMatch(person::equalsIgnoreCase);
  }
}
