package dev.rekey.activities.aws.principal;

import dev.rekey.activities.aws.principal.TrailSearch.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * What a user or a role did, by CloudTrail's event history: by its name and by each of its keys,
 * and with the sessions of roles that it assumed, from one to the next and from the log of one
 * account to that of the next. Bounded: CloudTrail gives two pages a second.
 */
public final class PrincipalTrail {
  /** A chain of more sessions is told as a gap. */
  private static final int SESSIONS = 10;

  /** Far below the time that a call of a function has. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** What was before the time that is asked about comes second. */
  private static final Duration BRIEFLY = Duration.ofSeconds(20);

  private static final Duration BEFORE = Duration.ofDays(14);

  private static final List<String> BEGINS =
      List.of("AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML");

  private final AccountLogs logs;
  private final InstantSource clock;

  /** Takes the logs, and a clock by which it stops in time. */
  public PrincipalTrail(AccountLogs logs, InstantSource clock) {
    this.logs = logs;
    this.clock = clock;
  }

  /** What the user did since then in these regions, by whichever of its names. */
  public Doings of(List<String> names, List<String> keys, List<String> regions, Instant since) {
    TrailSearch search = search(since, keys.size() + names.size() + SESSIONS);
    names.forEach(name -> search.follow(new Question(LookupAttributeKey.USERNAME, name)));
    keys.forEach(key -> search.follow(new Question(LookupAttributeKey.ACCESS_KEY_ID, key)));
    return search.in(regions);
  }

  /** The calls that were signed with these keys themselves since then. */
  public Doings signedWith(List<String> keys, List<String> regions, Instant since) {
    TrailSearch search = search(since, keys.size());
    keys.forEach(key -> search.follow(new Question(LookupAttributeKey.ACCESS_KEY_ID, key)));
    return search.in(regions);
  }

  /** What the sessions of a role did that were begun since then, as many as are followed. */
  public Doings ofRole(String role, List<String> regions, Instant since) {
    return ofRole(role, regions, search(since, SESSIONS));
  }

  /** What sessions of a role did that were begun in the two weeks before, as far as is followed. */
  public Doings ofRoleBefore(String role, List<String> regions, Instant until) {
    Instant end = clock.instant().plus(BRIEFLY);
    TrailSearch search =
        new TrailSearch(logs, clock, until.minus(BEFORE), end, SESSIONS).until(until);
    return ofRole(role, regions, search);
  }

  private static Doings ofRole(String role, List<String> regions, TrailSearch search) {
    Optional<String> account = Optional.of(AccountLogs.account(role)).filter(search::isOpen);
    for (String region : regions) {
      for (String begins : BEGINS) {
        Question question = new Question(LookupAttributeKey.EVENT_NAME, begins).in(account);
        search.followSessions(role, question, region);
      }
    }
    return search.in(regions);
  }

  private TrailSearch search(Instant since, int most) {
    return new TrailSearch(logs, clock, since, clock.instant().plus(LIMIT), most);
  }
}
