package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionRolesTest {
  private static final Clue.Principal OURS =
      new Clue.Principal("111122223333", "role/rekey-PostgresUserRole-1ABC");
  private static final String ARN =
      "arn:aws:iam::111122223333:role/service/rekey-PostgresUserRole-1ABC";

  @Test
  void a_role_is_known_by_name_and_account_and_so_is_what_kinds_its_functions_serve() {
    FunctionRoles.Found found =
        roles(Map.of("rekey-postgres-user", ARN, "rekey-evidence", ARN)).of(List.of(OURS));
    assertThat(found.roles()).containsExactly(OURS);
    assertThat(found.functions()).containsExactly("rekey-postgres-user", "rekey-evidence");
    assertThat(found.kinds()).containsExactly("postgres-user");
    assertThat(found.unknown()).isEmpty();
  }

  @Test
  void the_containment_function_serves_the_same_kind() {
    assertThat(roles(Map.of("rekey-kms-key-containment", ARN)).of(List.of(OURS)).kinds())
        .containsExactly("kms-key");
  }

  @Test
  void a_role_of_that_name_in_another_account_is_none_of_them() {
    Clue.Principal other = new Clue.Principal("999999999999", OURS.identity());
    assertThat(roles(Map.of("rekey-postgres-user", ARN)).of(List.of(other)).functions()).isEmpty();
  }

  @Test
  void that_no_function_tells_its_role_is_said_if_anybody_asks() {
    assertThat(roles(Map.of()).of(List.of(OURS)).unknown()).hasSize(1);
    assertThat(roles(Map.of()).of(List.of()).unknown()).isEmpty();
  }

  private static FunctionRoles roles(Map<String, String> known) {
    return new FunctionRoles(
        new FunctionInvoker() {
          @Override
          public byte[] invoke(String function, byte[] payload) {
            throw new IllegalStateException("nobody invokes it");
          }

          @Override
          public Optional<String> role(String function) {
            return Optional.ofNullable(known.get(function));
          }
        });
  }
}
