package dev.rekey.console.embedded.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.console.cli.Typed;
import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.console.embedded.temporal.RestartableTemporal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's machine was started anew while Temporal is away. */
class StartedWithoutTemporalTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void the_door_opens_a_leak_is_accepted_people_are_paged_and_all_begins_when_it_is_back()
      throws Exception {
    Assumptions.assumeTrue(RestartableTemporal.available(), "no temporal program on the PATH");
    try (RestartableTemporal temporal = new RestartableTemporal(folder);
        Pager pager = new Pager()) {
      temporal.kill();
      try (EmbeddedRuntime server = start(temporal)) {
        type(pager.asChannel());
        String incident =
            type("incident", "declare", "--finding", "whose is it?").lines().findFirst().orElse("");
        await().atMost(PATIENCE).until(() -> !pager.shown("AWAY").isEmpty());
        assertThat(pager.shown("AWAY").getFirst().path("known").asText()).contains(incident);
        temporal.restart();
        await()
            .atMost(PATIENCE)
            .until(() -> type("incident", "show", incident).contains("Nobody knows whose"));
        await().atMost(PATIENCE).until(() -> !pager.shown("BACK").isEmpty());
        assertThat(pager.shown("AWAY")).hasSize(1);
        assertThat(server.client().getOptions().getNamespace()).isEqualTo("default");
      }
    }
  }

  private EmbeddedRuntime start(RestartableTemporal temporal) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TEMPORAL_ADDRESS", temporal.address());
    environment.put("REKEY_AWAY_PATIENCE", "3");
    return EmbeddedRuntime.start(
        ServerSettings.in(folder.resolve("data")), ServerMain.EQUIPMENT, environment);
  }

  private String type(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    Typed typed = Typed.typed(all.toArray(String[]::new));
    return typed.out() + typed.err();
  }
}
