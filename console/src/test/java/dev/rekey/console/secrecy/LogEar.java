package dev.rekey.console.secrecy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * Hears every log line of this process, with its arguments and exceptions: Rekey's at DEBUG, those
 * of drivers and SDKs at INFO, whatever the configuration silences.
 */
final class LogEar implements AutoCloseable {
  private static final Map<String, Level> WANTED =
      Map.of(
          "ROOT", Level.INFO,
          "dev.rekey", Level.DEBUG,
          "io.temporal", Level.INFO,
          "com.zaxxer.hikari", Level.INFO);

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Map<String, Level> before = new ConcurrentHashMap<>();
  private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
          for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
            lines.add(t.getClassName() + " " + t.getMessage());
          }
        }
      };
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLoggerName() + " " + line.getMessage() + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  LogEar() {
    WANTED.forEach(
        (name, level) -> {
          Logger logger = logger(name);
          if (logger.getLevel() != null) {
            before.put(name, logger.getLevel());
          }
          logger.setLevel(level);
        });
    appender.start();
    logger("ROOT").addAppender(appender);
    jdk.addHandler(handler);
  }

  String heard() {
    return String.join("\n", lines);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @Override
  public void close() {
    logger("ROOT").detachAppender(appender);
    jdk.removeHandler(handler);
    WANTED.keySet().forEach(name -> logger(name).setLevel(before.get(name)));
  }
}
