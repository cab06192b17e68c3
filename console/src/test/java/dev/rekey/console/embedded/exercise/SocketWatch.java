package dev.rekey.console.embedded.exercise;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * An agent of a JVM that notes each way out of it, below every library: connections of sockets and
 * channels, datagrams, names that are looked up, programs that are started. The file that it is
 * given has one line for each when the JVM ends.
 */
public final class SocketWatch {
  private static final String SEEN = "dev.rekey.seen";

  private SocketWatch() {}

  /** The JVM calls it before anything else runs. */
  public static void premain(String file, Instrumentation instrumentation) {
    Collection<String> seen = new ConcurrentLinkedQueue<>();
    System.getProperties().put(SEEN, seen);
    watch(
        instrumentation,
        "sun.nio.ch.Net",
        method("connect").and(takesArguments(4)),
        Connected.class);
    watch(
        instrumentation,
        "sun.nio.ch.DatagramChannelImpl",
        method("send").and(isPublic()),
        Sent.class);
    watch(
        instrumentation,
        "java.net.InetAddress",
        method("getAllByName").and(isPublic()),
        LookedUp.class);
    watch(
        instrumentation,
        "java.lang.ProcessBuilder",
        method("start").and(isPublic()),
        Started.class);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(file), seen)));
  }

  private static ElementMatcher.Junction<MethodDescription> method(String name) {
    return ElementMatchers.<MethodDescription>named(name);
  }

  private static void watch(
      Instrumentation jvm, String type, ElementMatcher<MethodDescription> ways, Class<?> note) {
    AsmVisitorWrapper noting = Advice.to(note).on(ways);
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
        .ignore(none())
        .type(named(type))
        .transform((builder, description, loader, module, domain) -> builder.visit(noting))
        .installOn(jvm);
  }

  private static void write(Path file, Collection<String> seen) {
    try {
      Files.write(file, List.copyOf(seen));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows is copied into the JDK's own methods, so it may use nothing but the JDK. */
  static final class Connected {
    private Connected() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("unchecked")
    static void note(@Advice.Argument(2) InetAddress remote, @Advice.Argument(3) int port) {
      ((Collection<String>) System.getProperties().get(SEEN))
          .add(
              "connect "
                  .concat(remote.getHostAddress())
                  .concat(":")
                  .concat(Integer.toString(port)));
    }
  }

  /** A datagram. */
  static final class Sent {
    private Sent() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("unchecked")
    static void note(@Advice.Argument(1) SocketAddress to) {
      ((Collection<String>) System.getProperties().get(SEEN))
          .add("datagram ".concat(to.toString()));
    }
  }

  /** A name. */
  static final class LookedUp {
    private LookedUp() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("unchecked")
    static void note(@Advice.Argument(0) String name) {
      ((Collection<String>) System.getProperties().get(SEEN))
          .add("name ".concat(String.valueOf(name)));
    }
  }

  /** A program. */
  static final class Started {
    private Started() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("unchecked")
    static void note(@Advice.This ProcessBuilder program) {
      ((Collection<String>) System.getProperties().get(SEEN))
          .add("program ".concat(String.join(" ", program.command())));
    }
  }
}
