package dev.rekey.exercise.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions of a role, and the inline policies that deny them what they may do. */
final class RoleSessions {
  private final String prefix;
  private final InstantSource clock;
  private final Duration lag;
  private final Map<String, Written> inline = new LinkedHashMap<>();
  private final List<RoleSession> all = new ArrayList<>();

  /** A document, and when it was written. */
  private record Written(Instant at, RoleDocument document) {}

  /**
   * A session.
   *
   * @param key the public id of its key
   * @param externalId with which it was begun; nothing if by a token
   * @param stranger whether somebody has it who should not
   */
  record RoleSession(String key, Optional<String> externalId, Instant begun, boolean stranger) {}

  /**
   * Nobody has one.
   *
   * @param prefix of the ids of their keys
   * @param lag how long a change takes to be seen
   */
  RoleSessions(String prefix, InstantSource clock, Duration lag) {
    this.prefix = prefix;
    this.clock = clock;
    this.lag = lag;
  }

  RoleSession begin(Optional<String> externalId, Instant at, boolean stranger) {
    RoleSession session = new RoleSession(prefix + all.size(), externalId, at, stranger);
    all.add(session);
    return session;
  }

  List<RoleSession> all() {
    return List.copyOf(all);
  }

  void end(RoleSession session) {
    all.remove(session);
  }

  Optional<String> inline(String name) {
    return Optional.ofNullable(inline.get(name)).map(one -> one.document().text());
  }

  void allowAll() {
    inline.clear();
  }

  /**
   * Writes an inline policy.
   *
   * @return whether one acted until then, and none does once that is seen
   */
  boolean putInline(String name, String document) {
    boolean acted = all.stream().anyMatch(one -> acts(one, Duration.ZERO));
    inline.put(name, new Written(clock.instant(), new RoleDocument(document)));
    return acted && all.stream().noneMatch(one -> acts(one, Duration.ZERO));
  }

  /** Whether everything is denied to what was begun at that moment. */
  boolean isCut(Instant begun) {
    return inline.values().stream()
        .flatMap(one -> one.document().deniesBefore().stream())
        .anyMatch(end -> begun.isBefore(Instant.parse(end)));
  }

  boolean acts(RoleSession session) {
    return all.contains(session) && acts(session, lag);
  }

  /** As it looks after that long. */
  private boolean acts(RoleSession session, Duration late) {
    Instant now = clock.instant();
    return inline.values().stream()
        .filter(one -> !now.isBefore(one.at().plus(late)))
        .flatMap(one -> one.document().deniesBefore().stream())
        .noneMatch(end -> session.begun().isBefore(Instant.parse(end)));
  }

  /** One of those who should have none, which acts. */
  Optional<RoleSession> strangers() {
    return all.stream().filter(RoleSession::stranger).filter(this::acts).findFirst();
  }
}
