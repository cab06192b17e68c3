package dev.rekey.console.embedded.exercise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A program in a JVM of its own, of which every way out is noted.
 *
 * @param exit its exit code
 * @param said what it printed
 * @param seen each way out that it took, in the words of {@link SocketWatch}
 */
record WatchedJvm(int exit, String said, List<String> seen) {
  /** Netty's own sockets would go past the JVM's. */
  private static final List<String> NO_NATIVE_SOCKETS =
      List.of(
          "-Dio.grpc.netty.shaded.io.netty.transport.noNative=true",
          "-Dio.netty.transport.noNative=true");

  /**
   * Runs it to its end.
   *
   * @param folder where its notes and its temporary files go
   * @param environment all of its environment
   * @param properties the JVM's, as they are given on its command line
   */
  static WatchedJvm run(
      Path folder, Map<String, String> environment, List<String> properties, List<String> program)
      throws IOException, InterruptedException {
    Path seen = folder.resolve("seen");
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + agent(folder) + "=" + seen);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(NO_NATIVE_SOCKETS);
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("It came to no end: " + Files.readString(said));
    }
    return new WatchedJvm(process.exitValue(), Files.readString(said), Files.readAllLines(seen));
  }

  /** A jar with nothing but the agent's name; its class is on the class path. */
  private static Path agent(Path folder) throws IOException {
    Path jar = folder.resolve("agent.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", SocketWatch.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream all = new JarOutputStream(file, manifest)) {
      all.finish();
    }
    return jar;
  }

  /** What was noted of this sort, without the word for it. */
  List<String> seen(String sort) {
    return seen.stream()
        .filter(line -> line.startsWith(sort + " "))
        .map(line -> line.substring(sort.length() + 1))
        .distinct()
        .toList();
  }
}
