package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.CredentialRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What a credential is made of: the options of {@code credential add}, and the fields of a file.
 */
@Command
final class CredentialOptions {
  @Parameters(paramLabel = "NAME", description = "The secret's name, such as orders/db.")
  String name = "";

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT/DB",
      converter = Texts.ToEndpoint.class,
      description = "The database that takes writes; with RDS, name its id instead.")
  @Nullable PostgresEndpoint endpoint;

  @Mixin RdsOptions rds = new RdsOptions();

  @Option(
      names = "--replica",
      paramLabel = "HOST:PORT/DB",
      converter = Texts.ToEndpoint.class,
      description = "A read-only copy where the login is used too; may be repeated.")
  List<PostgresEndpoint> replicas = new ArrayList<>();

  @Option(
      names = "--root-certificate",
      paramLabel = "FILE",
      description = "PEM file to check the servers against, such as RDS's bundle.")
  Optional<String> rootCertificate = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "ROLE",
      description = "The role that holds the grants; two users take turns (the default strategy).")
  @Nullable String group;

  @Option(
      names = "--users",
      split = ",",
      paramLabel = "A,B",
      description = "The two users; default: the group's name with _a and _b.")
  List<String> users = new ArrayList<>();

  @Option(
      names = "--single-user",
      paramLabel = "ROLE",
      description = "One user whose password changes; new logins may fail for a moment each time.")
  @Nullable String singleUser;

  @Option(
      names = "--accept-outage",
      paramLabel = "WHY",
      description = "Why that is acceptable; recorded with your name.")
  @Nullable String acceptOutage;

  @Option(
      names = "--rotator",
      required = true,
      paramLabel = "ROLE",
      description = "Rekey's own login: a role with CREATEROLE, no superuser.")
  String rotator = "";

  @Option(
      names = "--rotator-password-file",
      paramLabel = "FILE",
      description = "Its password ('-': standard input); left out if Rekey knows it already.")
  @Nullable String rotatorPasswordFile;

  @Option(
      names = "--rotator-secret",
      paramLabel = "NAME",
      description =
          "The secret that keeps it; default: rotator/HOST:PORT/ROLE, or"
              + " rotator/rds/REGION/ID/ROLE.")
  @Nullable String rotatorSecret;

  @Option(
      names = "--user",
      paramLabel = "ROLE",
      description = "The user in use today; left out if Rekey is to make the users.")
  @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Its password ('-': standard input; asked for at a terminal).")
  @Nullable String passwordFile;

  @Option(
      names = "--password-length",
      paramLabel = "N",
      description = "How long new passwords are (default: 40).")
  int passwordLength = PasswordPolicy.DEFAULT.length();

  @Option(
      names = "--password-alphabet",
      paramLabel = "CHARACTERS",
      description = "What they are made of (default: letters and digits).")
  String passwordAlphabet = PasswordPolicy.DEFAULT.alphabet();

  @Mixin CareOptions care = new CareOptions();

  /**
   * The enrolment, without a look at the server.
   *
   * @throws CommandFailure with USAGE if it contradicts itself
   */
  Enrolment enrolment() {
    try {
      return new Enrolment(record(), currentLogin(), rotatorLogin());
    } catch (IllegalArgumentException e) { // the model's own sentences, written for users
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The same where the login in use is in the store: its password is asked for by no means. */
  Enrolment kept() {
    return passwordFile == null
        ? new Enrolment(record(), Optional.empty(), rotatorLogin())
        : enrolment();
  }

  private CredentialRecord record() {
    PostgresUser credential =
        new PostgresUser(
            Known.secret(name),
            endpoints(),
            rotatorSecret(),
            strategy(),
            new PasswordPolicy(passwordLength, passwordAlphabet),
            database());
    return care.record(credential);
  }

  private Optional<RdsDatabase> database() {
    return rds.database(rootCertificate);
  }

  private List<PostgresEndpoint> endpoints() {
    List<PostgresEndpoint> all = new ArrayList<>();
    if (database().isEmpty()) {
      all.add(located(primary(), false));
    } else if (endpoint != null) {
      throw CommandFailure.usage("RDS is asked for the endpoint; leave out --endpoint");
    }
    replicas.forEach(replica -> all.add(located(replica, true)));
    return all;
  }

  private PostgresEndpoint primary() {
    if (endpoint == null) {
      throw CommandFailure.usage("Name --endpoint, --rds-instance or --rds-cluster");
    }
    return endpoint;
  }

  private PostgresEndpoint located(PostgresEndpoint at, boolean replica) {
    return new PostgresEndpoint(at.host(), at.port(), at.database(), replica, rootCertificate);
  }

  private SecretId rotatorSecret() {
    String where =
        database()
            .map(one -> "rds/" + one.region() + "/" + one.id())
            .orElseGet(() -> primary().host() + "/" + primary().port()); // AWS takes no colon
    String fallback = "rotator/" + where + "/" + rotator;
    return Known.secret(
        rotatorSecret != null ? rotatorSecret : fallback.replaceAll("[^A-Za-z0-9/_+=.@-]", "_"));
  }

  private PostgresStrategy strategy() {
    boolean several = group != null && (singleUser != null || rds.masterUser != null);
    boolean unclear = group == null && (singleUser == null) == (rds.masterUser == null);
    if (several || unclear) {
      throw CommandFailure.usage("Name either --group or --single-user, or --master-user of RDS");
    }
    if (group != null) {
      return alternating(group);
    }
    return singleUser != null
        ? new PostgresStrategy.SingleUser(singleUser, outage("--single-user"))
        : new PostgresStrategy.RdsMasterUser(
            String.valueOf(rds.masterUser), outage("--master-user"));
  }

  private PostgresStrategy alternating(String holder) {
    if (users.isEmpty()) {
      return PostgresStrategy.AlternatingUsers.of(holder);
    }
    if (users.size() != 2) {
      throw CommandFailure.usage("--users names exactly two users, such as orders_a,orders_b");
    }
    return new PostgresStrategy.AlternatingUsers(holder, users.get(0), users.get(1));
  }

  private OutageAcceptance outage(String option) {
    if (acceptOutage == null) {
      throw CommandFailure.usage(
          "With "
              + option
              + " new logins fail for a moment at each rotation; say why that is"
              + " acceptable with --accept-outage, or use --group");
    }
    String person =
        System.getProperty("user.name"); // the door puts the token's person in its place
    return new OutageAcceptance(person, Instant.now(), acceptOutage);
  }

  private Optional<LoginInput> currentLogin() {
    String today = user != null ? user : singleUser != null ? singleUser : rds.masterUser;
    if (today == null) {
      return Optional.empty();
    }
    String password =
        passwordFile != null
            ? PasswordFiles.read(passwordFile)
            : PasswordFiles.ask(today, "--password-file");
    return Optional.of(new LoginInput(today, password));
  }

  private Optional<LoginInput> rotatorLogin() {
    if ("-".equals(rotatorPasswordFile) && "-".equals(passwordFile)) {
      throw CommandFailure.usage("Only one password can come from standard input");
    }
    return Optional.ofNullable(rotatorPasswordFile)
        .map(file -> new LoginInput(rotator, PasswordFiles.read(file)));
  }
}
