package dev.rekey.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL says and what the driver does are two things; the second counts. */
class LedgerAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5432/rekey",
        "jdbc:postgresql://localhost/rekey",
        "jdbc:postgresql://[::1]:5432/rekey",
        "jdbc:postgresql://db.example.org:5432/rekey?sslmode=verify-full",
        "jdbc:postgresql://db.example.org/rekey?sslmode=verify-full&sslrootcert=/etc/ca.crt"
      })
  void what_stays_here_or_is_checked_may_be_used(String url) {
    assertThat(LedgerAddress.fault(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example.org/rekey",
        "jdbc:postgresql://db.example.org/rekey?sslmode=require",
        "jdbc:postgresql://db.example.org/rekey?sslmode=verify-ca",
        "jdbc:postgresql://db.example.org/rekey?ApplicationName=sslmode=verify-full",
        "jdbc:postgresql://db.example.org/rekey?sslmode=verify-full&sslmode=disable",
        "jdbc:postgresql://127.0.0.1,db.example.org/rekey",
        "jdbc:postgresql://127.0.0.1/rekey?PGHOST=db.example.org",
        "jdbc:postgresql://db.example.org/rekey?sslmode=verify-full"
            + "&sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "jdbc:postgresql://db.example.org/rekey?sslmode=verify-full&sslhostnameverifier=x.Y",
        "jdbc:postgresql://127.0.0.1.example.org/rekey"
      })
  void what_goes_elsewhere_unchecked_is_refused_because_of_tls(String url) {
    assertThat(LedgerAddress.fault(url)).hasValueSatisfying(s -> assertThat(s).contains("TLS"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1/rekey?password=x",
        "jdbc:postgresql://me:secret@127.0.0.1/rekey",
        "jdbc:postgresql://127.0.0.1/rekey?sslpassword=x"
      })
  void a_password_in_it_is_refused(String url) {
    assertThat(LedgerAddress.fault(url))
        .hasValueSatisfying(s -> assertThat(s).contains("holds a password"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jdbc:mysql://127.0.0.1/rekey", "jdbc:postgresql:rekey", "rekey"})
  void another_form_is_refused(String url) {
    assertThat(LedgerAddress.fault(url))
        .hasValueSatisfying(s -> assertThat(s).contains("not of the form"));
  }
}
