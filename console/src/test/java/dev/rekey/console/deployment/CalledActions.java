package dev.rekey.console.deployment;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which actions of IAM the code calls: each call of an AWS client in the byte code, by the action
 * that AWS asks for it. The client's method is named after the operation, and nearly every action
 * as well ("Service Authorization Reference").
 */
final class CalledActions {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.rekey");

  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.[A-Za-z0-9]+Client");

  /** Made with a client, it calls the operation that it is named after. */
  private static final Pattern PAGES =
      Pattern.compile(
          "software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.paginators\\.([A-Za-z]+)Iterable");

  /** What is on every client, and calls nothing. */
  private static final Set<String> NO_CALLS =
      Set.of(
          "builder",
          "create",
          "close",
          "serviceName",
          "serviceMetadata",
          "serviceClientConfiguration");

  /** Where the action is not the operation's name; nothing where no permission is needed. */
  private static final Map<String, Set<String>> OTHERWISE =
      Map.of(
          "lambda:Invoke", Set.of("lambda:InvokeFunction"),
          // Without leave to list, what is not there is answered as denied.
          "s3:GetObject", Set.of("s3:GetObject", "s3:ListBucket"),
          "kms:ReEncrypt", Set.of("kms:ReEncryptFrom", "kms:ReEncryptTo"),
          "sts:GetCallerIdentity", Set.of());

  private CalledActions() {}

  /** Those of the classes in these packages. */
  static Set<String> in(Predicate<JavaClass> classes) {
    return CODE.stream()
        .filter(classes)
        .flatMap(CalledActions::of)
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  /** The classes with these prefixes that a class reaches, going through such classes alone. */
  static Set<String> reached(String from, List<String> prefixes) {
    Set<JavaClass> seen = new HashSet<>();
    Deque<JavaClass> open = new ArrayDeque<>(Set.of(CODE.get(from)));
    while (!open.isEmpty()) {
      JavaClass next = open.pop();
      if (seen.add(next)) {
        next.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> prefixes.stream().anyMatch(target.getName()::startsWith))
            .filter(target -> CODE.contain(target.getName()))
            .forEach(open::add);
      }
    }
    return seen.stream().map(JavaClass::getName).collect(toSet());
  }

  static boolean exists(String className) {
    return CODE.contain(className);
  }

  private static Stream<String> of(JavaClass code) {
    Stream<String> called =
        Stream.concat(
                code.getMethodCallsFromSelf().stream(), code.getMethodReferencesFromSelf().stream())
            .flatMap(call -> actions(call.getTargetOwner().getName(), call.getName()));
    Stream<String> paged =
        code.getConstructorCallsFromSelf().stream()
            .map(call -> PAGES.matcher(call.getTargetOwner().getName()))
            .filter(Matcher::matches)
            .map(pages -> pages.group(1) + ":" + pages.group(2));
    return Stream.concat(called, paged);
  }

  private static Stream<String> actions(String owner, String method) {
    Matcher client = CLIENT.matcher(owner);
    if (!client.matches() || NO_CALLS.contains(method)) {
      return Stream.of();
    }
    String operation =
        Character.toUpperCase(method.charAt(0))
            + method.substring(1).replaceFirst("(Paginator|AsBytes)$", "");
    String action = client.group(1) + ":" + operation;
    return asked(action).stream();
  }

  /** The actions that AWS asks for an operation, such as {@code lambda:Invoke}. */
  static Set<String> asked(String operation) {
    String action = operation.replaceFirst("^acm ?pca:", "acm-pca:"); // neither name is IAM's
    return OTHERWISE.getOrDefault(action, Set.of(action));
  }
}
