package dev.rekey.packages.deployment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** A function's package with the runtime beside it, for a machine that is not AWS Lambda. */
final class PackageForAnyMachine {
  private PackageForAnyMachine() {}

  static RequestBody of(Path zip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream merged = new ZipOutputStream(bytes)) {
      merged.setLevel(0); // jars are compressed already
      Set<String> there = new HashSet<>();
      for (Path one : new Path[] {zip, zip.resolveSibling("rekey-runtime.zip")}) {
        copy(one, merged, there);
      }
    }
    return RequestBody.fromBytes(bytes.toByteArray());
  }

  private static void copy(Path from, ZipOutputStream to, Set<String> there) throws IOException {
    try (ZipFile zip = new ZipFile(from.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (there.add(entry.getName())) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          zip.getInputStream(entry).transferTo(to);
          to.closeEntry();
        }
      }
    }
  }
}
