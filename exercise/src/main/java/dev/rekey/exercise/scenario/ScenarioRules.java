package dev.rekey.exercise.scenario;

import dev.rekey.exercise.scenario.Scenario.Expectation;
import dev.rekey.exercise.scenario.Scenario.Forbidden;
import dev.rekey.exercise.scenario.Scenario.Question;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a document must be beyond its shape, so that it can be played and scored. */
final class ScenarioRules {
  /** Of the SOC 2 criteria (TSC 2017), those that a response can show. */
  private static final Pattern CONTROL = Pattern.compile("CC[1-9]\\.[0-9]|A1\\.[1-3]");

  /** What a response asks people; the second of its kind has a number. */
  private static final Pattern QUESTION =
      Pattern.compile(
          "(guard|hold|dismiss|by-hand|review-break-glass)(-[0-9]+)?"
              + "|(stop-issuance|remove-old-trust)-[a-z0-9-]+");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Scenario scenario;
  private final List<String> mistakes = new ArrayList<>();
  private final Set<String> secrets = new HashSet<>();
  private final Set<String> people = new HashSet<>();

  private ScenarioRules(Scenario scenario) {
    this.scenario = scenario;
    scenario.world().principals().forEach(one -> secrets.add(one.secret()));
    scenario.world().people().forEach(one -> people.add(one.name()));
  }

  /** Every mistake, in sentences with their place; empty if there is none. */
  static List<String> mistakes(String name, Scenario scenario) {
    ScenarioRules rules = new ScenarioRules(scenario);
    rules.check(
        scenario.scenario().equals(name),
        "scenario: it is " + scenario.scenario() + ", the file " + name);
    rules.head();
    rules.world();
    rules.injects();
    rules.expectations();
    rules.forbidden();
    rules.decisions();
    rules.mistakes.addAll(ScenarioLimits.mistakes(scenario));
    return List.copyOf(rules.mistakes);
  }

  private void check(boolean holds, String mistake) {
    if (!holds) {
      mistakes.add(mistake);
    }
  }

  private void head() {
    check(NAME.matcher(scenario.scenario()).matches(), "scenario: lower case, digits and hyphens");
    check(scenario.version() > 0, "version: it begins at 1");
    check(!scenario.controls().isEmpty(), "controls: it shows none");
    scenario.controls().stream()
        .filter(control -> !CONTROL.matcher(control).matches())
        .forEach(control -> mistakes.add("controls: " + control + " is no criterion of SOC 2"));
    check(!scenario.objectives().isEmpty(), "objectives: there is nothing to learn");
    check(positive(scenario.length()), "length: it is over before it begins");
  }

  private void world() {
    Setting world = scenario.world();
    check(secrets.size() == world.principals().size(), "world.principals: a secret is there twice");
    check(people.size() == world.people().size(), "world.people: a name is there twice");
    check(world.people().size() > 1, "world.people: approvals take two");
    world.principals().forEach(this::principal);
    shared(world.principals());
    mistakes.addAll(AuthorityRules.mistakes(world));
    world.principals().forEach(one -> known("world.principals.reaches", one.reaches()));
    world.opponent().forEach(move -> known("world.opponent", List.of(move.principal())));
    world.opponent().stream()
        .flatMap(move -> move.every().stream())
        .forEach(every -> check(positive(every), "world.opponent.every: more than nothing"));
    world.faults().stream()
        .filter(fault -> !secrets.contains(fault.where()))
        .map(Setting.Fault::where)
        .filter(where -> !Set.of("store", "notices", "temporal").contains(where))
        .forEach(where -> mistakes.add("world.faults: there is no " + where));
  }

  private void principal(Setting.NonHuman one) {
    check(
        Setting.KINDS.contains(one.kind()),
        "world.principals: " + one.kind() + " is none of " + Setting.KINDS);
    check(
        one.kind().equals(IamRole.KIND) || (one.account().isEmpty() && one.tokens().isEmpty()),
        "world.principals: account and tokens are a role's, and " + one.secret() + " is none");
    check(
        one.account().filter(account -> !account.matches("[0-9]{12}")).isEmpty(),
        "world.principals: an account is twelve digits");
    try {
      new SecretId(one.secret());
    } catch (IllegalArgumentException unfit) {
      mistakes.add("world.principals: " + one.secret() + ": " + unfit.getMessage());
    }
  }

  /** A key is that of a certificate above, which has it by itself. */
  private void shared(List<Setting.NonHuman> principals) {
    Set<String> keys = new HashSet<>();
    for (Setting.NonHuman one : principals) {
      boolean certificate = one.kind().equals(TlsCertificate.KIND);
      one.sharesKeyWith()
          .filter(other -> !certificate || !keys.contains(other))
          .ifPresent(
              other ->
                  mistakes.add(
                      "world.principals: no certificate above "
                          + one.secret()
                          + " has a key of its own and the secret "
                          + other));
      if (certificate && one.sharesKeyWith().isEmpty()) {
        keys.add(one.secret());
      }
    }
  }

  private void known(String place, List<String> names) {
    names.stream()
        .filter(name -> !secrets.contains(name))
        .forEach(name -> mistakes.add(place + ": no principal has the secret " + name));
  }

  private void injects() {
    List<Inject> injects = scenario.injects();
    check(
        injects.stream().anyMatch(one -> one instanceof Inject.Signal && one.at().isZero()),
        "injects: no signal at PT0S, from which all times are counted");
    for (int i = 1; i < injects.size(); i++) {
      check(
          injects.get(i - 1).at().compareTo(injects.get(i).at()) <= 0,
          "injects[" + i + "]: it is before the one above it");
    }
    for (Inject inject : injects) {
      switch (inject) {
        case Inject.Signal signal -> known("injects.signal", signal.principals());
        case Inject.Rotate rotate -> known("injects.rotate", List.of(rotate.principal()));
        case Inject.PersonActs acts -> acts(acts);
        case Inject.News news -> check(!news.text().isBlank(), "injects.news: it says nothing");
      }
    }
  }

  private void acts(Inject.PersonActs one) {
    check(people.contains(one.by()), "injects.act: nobody is called " + one.by());
    if (one.does() instanceof Act.Approve yes) {
      asked(yes.question());
    } else if (one.does() instanceof Act.Refuse no) {
      asked(no.question());
    }
  }

  private void asked(String question) {
    check(QUESTION.matcher(question).matches(), "injects.act: no response ever asks " + question);
  }

  private void expectations() {
    Set<String> above = new HashSet<>();
    for (Expectation one : scenario.expect()) {
      String place = "expect." + one.id();
      check(above.add(one.id()), place + ": it is there twice");
      check(positive(one.within()), place + ": within is more than nothing");
      check(one.weight() > 0, place + ": weight is more than 0");
      one.after().stream()
          .filter(before -> !above.contains(before) || before.equals(one.id()))
          .forEach(before -> mistakes.add(place + ": no expectation above it is called " + before));
    }
    check(
        scenario.expect().stream().anyMatch(Expectation::critical),
        "expect: nothing is critical, so nothing caps the grade");
  }

  private void forbidden() {
    Set<String> ids = new HashSet<>();
    Set<String> expected = new HashSet<>();
    scenario.expect().forEach(one -> expected.add(one.id()));
    for (Forbidden one : scenario.forbid()) {
      String place = "forbid." + one.id();
      check(ids.add(one.id()) && !expected.contains(one.id()), place + ": it is there twice");
      check(one.weight() > 0, place + ": weight is more than 0, and is taken off");
      one.before()
          .filter(before -> !expected.contains(before))
          .ifPresent(before -> mistakes.add(place + ": no expectation is called " + before));
    }
  }

  private void decisions() {
    for (Question one : scenario.decisions()) {
      String place = "decisions." + one.id();
      check(one.choices().contains(one.correct()), place + ": its correct answer is no choice");
      one.answered()
          .ifPresent(
              given -> check(one.choices().contains(given), place + ": answered is no choice"));
      check(positive(one.window()), place + ": window is more than nothing");
      check(one.weight() > 0, place + ": weight is more than 0");
    }
  }

  private static boolean positive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
