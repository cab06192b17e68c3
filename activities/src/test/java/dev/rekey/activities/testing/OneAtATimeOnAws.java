package dev.rekey.activities.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests run in two processes, and the emulator has one account: whoever lists all that is in it
 * must be alone. JUnit finds this by itself; it concerns classes with the tag {@code aws}.
 */
public final class OneAtATimeOnAws implements BeforeAllCallback, AfterAllCallback {
  private static final Path DOOR =
      Path.of(System.getProperty("java.io.tmpdir"), "rekey-aws-emulator.lock");

  private static @Nullable FileChannel held;
  private static int depth;

  /** Called by JUnit. */
  public OneAtATimeOnAws() {}

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    if (concerns(test) && depth++ == 0) {
      held = FileChannel.open(DOOR, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held.lock(); // which the end of the process lets go, too
    }
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    if (concerns(test) && --depth == 0 && held != null) {
      held.close();
    }
  }

  private static boolean concerns(ExtensionContext test) {
    return test.getTags().contains("aws");
  }
}
