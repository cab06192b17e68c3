package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.PasswordPolicy;
import org.junit.jupiter.api.RepeatedTest;

class PasswordMintTest {
  private final PasswordMint mint = new PasswordMint();

  @RepeatedTest(50)
  void has_the_length_and_one_character_of_each_class() {
    String password =
        mint.mint(
                new PasswordPolicy(
                    22, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!%"))
            .reveal();
    assertThat(password)
        .hasSize(22)
        .matches(".*[A-Z].*")
        .matches(".*[a-z].*")
        .matches(".*[0-9].*")
        .matches(".*[!%].*");
  }

  @RepeatedTest(5)
  void asks_for_no_class_that_the_alphabet_lacks() {
    assertThat(mint.mint(new PasswordPolicy(64, "0123456789abcdef")).reveal())
        .matches("[0-9a-f]{64}");
  }
}
