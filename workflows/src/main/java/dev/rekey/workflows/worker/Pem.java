package dev.rekey.workflows.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate or key in PEM form, wherever it is kept. Never printed. */
@FunctionalInterface
interface Pem {
  /** Opens it. */
  InputStream open() throws IOException;

  /** In a file, which is read when a connection is made. */
  static Pem file(String path) {
    return () -> Files.newInputStream(Path.of(path));
  }

  /** In memory. */
  static Pem text(String pem) {
    return () -> new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
