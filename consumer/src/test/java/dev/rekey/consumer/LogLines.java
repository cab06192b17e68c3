package dev.rekey.consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** Everything that is logged, in every detail. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root;

  LogLines() {
    root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.DEBUG);
    root.detachAndStopAllAppenders();
    start();
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(event.getFormattedMessage() + trace);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  void await(Predicate<String> wanted) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lines.stream().anyMatch(wanted));
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
