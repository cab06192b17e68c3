package dev.rekey.activities.testing;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Writes down which calls of AWS the code makes in tests, by the package that makes them: one line
 * each in {@code target/aws-calls}, such as {@code target.kmskey kms:CreateKey}. The SDK finds it
 * by itself, in functions that run in the emulator as well. Calls of the tests' own are left out.
 */
public final class RecordedCalls implements ExecutionInterceptor {
  /** Of those who hold AWS's clients; what they share acts for whoever calls it. */
  private static final Pattern ROOM =
      Pattern.compile(
          "dev\\.rekey\\.activities"
              + "\\.(target\\.[a-z]+|authority\\.[a-z]+|consumer|store\\.secretsmanager|notice)\\..*");

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  /** Each process has a file of its own. */
  private static final String FILE = UUID.randomUUID() + ".txt";

  /** Called by the SDK. */
  public RecordedCalls() {}

  @Override
  public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
    String action =
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT)
            + ":"
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    room().map(room -> room + " " + action).filter(KNOWN::add).ifPresent(RecordedCalls::write);
  }

  /** Of the first class of ours that has a room; nothing if it is a test's. */
  private static Optional<String> room() {
    return STACK
        .walk(
            frames ->
                frames
                    .map(StackFrame::getDeclaringClass)
                    .filter(type -> type != RecordedCalls.class)
                    .filter(type -> !SdkClient.class.isAssignableFrom(type)) // a test's, around one
                    .filter(type -> type.getName().startsWith("dev.rekey."))
                    .filter(type -> isOfTests(type) || ROOM.matcher(type.getName()).matches())
                    .findFirst())
        .filter(type -> !isOfTests(type))
        .map(type -> ROOM.matcher(type.getName()))
        .filter(Matcher::matches)
        .map(room -> room.group(1));
  }

  private static boolean isOfTests(Class<?> type) {
    String place = place(type);
    return place.endsWith("test-classes/") || place.endsWith("-tests.jar");
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  /** Beside what was compiled; a copy in a repository writes nothing there. */
  private static void write(String line) {
    Path records = Path.of(URI.create(place(RecordedCalls.class))).resolveSibling("aws-calls");
    if (!records.getParent().endsWith("target")) {
      return;
    }
    try {
      Files.createDirectories(records);
      Files.write(records.resolve(FILE), List.of(line), CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
