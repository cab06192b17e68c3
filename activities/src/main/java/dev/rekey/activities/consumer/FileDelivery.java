package dev.rekey.activities.consumer;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.PrivateFile;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Replaces a consumer's file at once, then has it read again. A mark beside the file tells which
 * version was read, so that a delivery that is repeated does not disturb the consumer, and one that
 * a crash cut short before the reload is completed.
 */
final class FileDelivery {
  private final DeliveryPermissions permissions;
  private final Reload reload;

  FileDelivery(DeliveryPermissions permissions, Reload reload) {
    this.permissions = permissions;
    this.reload = reload;
  }

  /** The file that may be written, if program and ending will do too. */
  Path check(Consumer.FilePush consumer) {
    Path file = permissions.file(consumer.path());
    if (!consumer.reload().isEmpty()) {
      permissions.requireAllowed(consumer.reload().getFirst());
    }
    FileForm.requireKnown(file.getFileName().toString(), consumer.secret());
    return file;
  }

  void deliver(Consumer.FilePush consumer, VersionId version, Login login) {
    Path file = check(consumer);
    byte[] content =
        FileForm.content(file.getFileName().toString(), consumer.secret(), version, login);
    byte[] mark = version.value().getBytes(StandardCharsets.UTF_8);
    Path read = file.resolveSibling("." + file.getFileName() + ".read");
    if (holds(file, content) && holds(read, mark)) {
      return;
    }
    replace(file, content);
    if (!consumer.reload().isEmpty()) {
      reload.run(consumer.reload());
    }
    replace(read, mark);
  }

  private static boolean holds(Path file, byte[] content) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == content.length
          && MessageDigest.isEqual(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false; // it will be replaced
    }
  }

  private static void replace(Path file, byte[] content) {
    try {
      PrivateFile.replace(file, content);
    } catch (IOException e) { // names files only, but the words are not ours
      throw Unreachable.because("the file " + file + " could not be written");
    }
  }
}
