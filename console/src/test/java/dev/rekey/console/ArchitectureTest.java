package dev.rekey.console;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What each room may know, what a workflow may not do, and which names are not used. */
@AnalyzeClasses(
    packages = "dev.rekey",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestArchives.class})
class ArchitectureTest {
  /** The tests of another room come as an archive where that room is packaged first. */
  static final class NoTestArchives implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final DescribedPredicate<JavaClass> WORKFLOW_CODE =
      describe(
          "workflow code",
          type ->
              simpleNameEndingWith("WorkflowImpl").test(type)
                  || (resideInAPackage("dev.rekey.workflows..").test(type)
                      && !resideInAPackage("..worker..").test(type)));

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID");

  private static final Set<String> HARMLESS =
      Set.of(
          "java.io.Serializable",
          "java.util.concurrent.TimeUnit",
          "java.util.concurrent.TimeoutException",
          "java.util.concurrent.CancellationException");

  @ArchTest
  static final ArchRule model_sees_only_the_jdk_and_annotations =
      classes()
          .that()
          .resideInAPackage("dev.rekey.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.rekey.model..",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule activities_never_see_temporal =
      noClasses()
          .that()
          .resideInAPackage("dev.rekey.activities..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "dev.rekey.workflows..", "dev.rekey.console..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule workflows_never_see_databases_or_activities =
      noClasses()
          .that()
          .resideInAPackage("dev.rekey.workflows..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.postgresql..",
              "dev.rekey.activities..",
              "dev.rekey.console..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_worker_sees_the_aws_sdk =
      noClasses()
          .that()
          .resideInAPackage("dev.rekey.workflows..")
          .and()
          .resideOutsideOfPackage("..worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_consumer_library_depends_on_nothing_of_ours =
      noClasses()
          .that()
          .resideInAPackage("dev.rekey.consumer..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.rekey..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.rekey.consumer.."))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothing_that_runs_for_real_knows_of_exercises =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.rekey.model..", "dev.rekey.activities..", "dev.rekey.workflows..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rekey.exercise..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule exercises_reach_no_cloud_and_nobody =
      noClasses()
          .that()
          .resideInAPackage("dev.rekey.exercise..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..",
              "java.sql..",
              "java.net.http..",
              "dev.rekey.activities.notice..",
              "dev.rekey.activities.http..",
              "dev.rekey.console..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule one_kind_of_target_never_sees_another =
      slices()
          .matching("dev.rekey.activities.target.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule workflows_read_no_clock_and_draw_no_chance =
      noClasses()
          .that(WORKFLOW_CODE)
          .should()
          .accessTargetWhere(
              describe("it reads a clock, chance or the environment", ArchitectureTest::varies))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule workflows_start_no_thread_and_do_no_input_or_output =
      noClasses()
          .that(WORKFLOW_CODE)
          .should()
          .dependOnClassesThat(describe("are threads, chance or I/O", ArchitectureTest::isHost))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule classes_are_named_after_what_they_do =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("WorkflowImpl")
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Common|Constants|Impl)")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packages_are_named_after_capabilities =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..helper..", "..manager..", "..impl..", "..constants..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule failures_have_a_name =
      noClasses()
          .should()
          .accessTargetWhere(
              describe("it throws a nameless exception", ArchitectureTest::makesNamelessException))
          .allowEmptyShould(true);

  private static boolean varies(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String member = access.getTarget().getName();
    return CLOCKS_AND_CHANCE.contains(owner + "." + member)
        || (owner.startsWith("java.time.") && member.equals("now"))
        || (owner.equals("java.util.Date")
            && access.getTarget().getFullName().endsWith("<init>()"));
  }

  private static boolean isHost(JavaClass type) {
    return !HARMLESS.contains(type.getName())
        && (type.isEquivalentTo(Thread.class)
            || type.isEquivalentTo(java.time.Clock.class)
            || type.isAssignableTo(java.util.random.RandomGenerator.class)
            || resideInAPackage("java.util.concurrent..").test(type)
            || resideInAPackage("java.util.random..").test(type)
            || resideInAPackage("java.io..").test(type)
            || resideInAPackage("java.nio.file..").test(type)
            || resideInAPackage("java.net..").test(type));
  }

  private static boolean makesNamelessException(JavaAccess<?> access) {
    JavaClass made = access.getTargetOwner();
    boolean nameless =
        made.isEquivalentTo(RuntimeException.class)
            || made.isEquivalentTo(Exception.class)
            || made.isEquivalentTo(Throwable.class);
    // A subclass calls its parent's constructor, and that is not throwing it.
    boolean fromSubclass = access.getOriginOwner().isAssignableTo(made.getName());
    return nameless && !fromSubclass && access.getTarget().getName().equals("<init>");
  }
}
