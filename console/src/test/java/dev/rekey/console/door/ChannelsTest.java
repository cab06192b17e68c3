package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.notice.ChannelName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
  private static final String SECRET = "https://hooks.example.com/services/planted";

  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void a_channel_is_added_shown_tried_and_removed_and_what_opens_it_is_never_shown() {
    assertThat(add(slack("\"ON_CALL\"", "\"ann\"")).status()).isEqualTo(201);
    assertThat(door.notices.secrets).containsEntry(new ChannelName("security"), SECRET);
    OpenDoor.Answer all = door.get(door.ann, "/v1/channels");
    assertThat(all.json()).hasSize(1);
    assertThat(all.body()).doesNotContain("planted");
    OpenDoor.Answer tried = door.post(door.ann, "/v1/channels/tests", "{\"name\": \"security\"}");
    assertThat(tried.json().path("delivered").asBoolean()).isTrue();
    assertThat(door.delete(door.ann, "/v1/channels?name=security").status()).isEqualTo(200);
    assertThat(door.delete(door.ann, "/v1/channels?name=security").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void a_name_is_given_once() {
    assertThat(add(slack("\"ON_CALL\"", "\"ann\"")).status()).isEqualTo(201);
    assertThat(add(slack("\"LEGAL\"", "\"bob\"")).code()).isEqualTo("NAME_TAKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"slack\", \"name\": \"x\", \"members\": []}",
        "{\"kind\": \"webhook\", \"name\": \"x\", \"url\": \"http://example.com/\","
            + " \"members\": [\"ann\"]}",
        "{\"kind\": \"sns\", \"name\": \"x\", \"topic\": \"alarms\", \"members\": [\"ann\"]}",
        "{\"kind\": \"smtp\", \"name\": \"x\", \"host\": \"mail.example.com\", \"port\": 25,"
            + " \"security\": \"NONE\", \"from\": \"a@example.com\", \"mailboxes\":"
            + " [{\"person\": \"ann\", \"address\": \"ann@example.com\"}]}"
      })
  void what_would_not_be_safe_or_reaches_nobody_is_refused(String channel) {
    OpenDoor.Answer answer = add(order(channel, "\"ON_CALL\""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("planted");
    assertThat(door.notices.all()).isEmpty();
  }

  @Test
  void a_webhook_without_a_key_gets_one_which_is_shown_once() {
    String hook =
        "{\"kind\": \"webhook\", \"name\": \"soar\", \"url\": \"https://example.com/\","
            + " \"members\": [\"ann\"]}";
    OpenDoor.Answer added =
        add("{\"channel\": " + hook + ", \"audiences\": [\"ON_CALL\"], \"reserve\": false}");
    assertThat(added.json().path("signingKey").asString()).hasSize(64);
    assertThat(door.notices.secrets)
        .containsEntry(new ChannelName("soar"), added.json().path("signingKey").asString());
  }

  @Test
  void channels_are_for_people_alone() {
    assertThat(door.get(door.robot, "/v1/channels").status()).isEqualTo(403);
  }

  @Test
  void the_status_says_who_is_never_told() {
    add(slack("\"ON_CALL\", \"INCIDENT_TEAM\"", "\"ann\""));
    assertThat(door.get(door.ann, "/v1/status").json().path("unserved").toString())
        .isEqualTo("[\"credential-owner\",\"compliance\",\"executives\",\"legal\"]");
  }

  private OpenDoor.Answer add(String order) {
    return door.post(door.ann, "/v1/channels", order);
  }

  private static String slack(String audiences, String members) {
    return order(
        "{\"kind\": \"slack\", \"name\": \"security\", \"members\": [" + members + "]}", audiences);
  }

  private static String order(String channel, String audiences) {
    return """
    {"channel": %s, "audiences": [%s], "reserve": false, "secret": "%s"}\
    """
        .formatted(channel, audiences, SECRET);
  }
}
