package dev.rekey.console.bench;

import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.console.api.AuthorityOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rekey bench}: what Rekey costs above the floors of what it stands on. */
@Command(
    name = "bench",
    description = "Measures Rekey against the floors of what it stands on.",
    subcommands = {
      BenchCommand.Rotate.class,
      BenchCommand.Contain.class,
      BenchCommand.Certificates.class
    })
public final class BenchCommand {
  /** {@code rekey bench rotate}. */
  @Command(
      name = "rotate",
      description = "Rotations against plain JDBC and empty workflows, in one run on this machine.")
  static final class Rotate extends Measured {
    @Option(
        names = "--due",
        paramLabel = "N",
        description = "How many are due at once in the first part (${DEFAULT-VALUE}).")
    int due = 500;

    @Option(
        names = "--sweep",
        paramLabel = "N",
        description = "How many the sweep finds due (${DEFAULT-VALUE}).")
    int sweep = 5_000;

    @Override
    void measure() throws Exception {
      BenchMain.rotate(new BenchSettings(data, ephemeral, due, sweep, json));
    }
  }

  /** {@code rekey bench contain}. */
  @Command(
      name = "contain",
      description = {
        "Containment of many PostgreSQL credentials with live sessions, beside plain batched JDBC,",
        "in one run on this machine."
      })
  static final class Contain extends Measured {
    @Option(
        names = "--credentials",
        paramLabel = "N",
        description = "How many leak together (${DEFAULT-VALUE}).")
    int credentials = 1_000;

    @Option(
        names = "--signals",
        paramLabel = "N",
        description = "How many leak one by one, to time the first call (${DEFAULT-VALUE}).")
    int signals = 100;

    @Option(
        names = "--campaign",
        paramLabel = "N",
        description = "How many rotations run meanwhile (${DEFAULT-VALUE}).")
    int campaign = 0;

    @Override
    void measure() throws Exception {
      BenchMain.contain(new ContainSettings(data, ephemeral, credentials, signals, campaign, json));
    }
  }

  /** {@code rekey bench certificates}. */
  @Command(
      name = "certificates",
      description = {
        "Rotation of TLS certificates, beside their authority alone, in one run on this machine.",
        "Only an authority for tests: thousands of certificates are ordered and revoked there."
      })
  static final class Certificates extends Measured {
    @Option(
        names = "--certificates",
        paramLabel = "N",
        description = "How many there are at last, for the memory (${DEFAULT-VALUE}).")
    int certificates = 5_000;

    @Option(
        names = "--crl",
        paramLabel = "N",
        description = "How many are on the long list of revoked ones (${DEFAULT-VALUE}).")
    int entries = 100_000;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "The kind of authority, as in 'rekey authority add' (${DEFAULT-VALUE}).")
    String kind = OwnAuthority.KIND;

    @Option(
        names = "--settings-file",
        paramLabel = "FILE",
        description = "What is to be known of it; Rekey's own needs nothing.")
    @Nullable Path settings;

    @Override
    void measure() throws Exception {
      AuthorityOrder authority =
          new AuthorityOrder("bench", kind, Optional.ofNullable(settings).map(Certificates::text));
      BenchMain.certificates(
          new CertificateSettings(data, ephemeral, certificates, entries, authority, json));
    }

    private static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new IllegalArgumentException(file + " cannot be read as text", e);
      }
    }
  }
}
