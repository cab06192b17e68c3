package dev.rekey.console.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** The timeline tells what happens; libraries keep quiet. */
public final class QuietLogs {
  private QuietLogs() {}

  /** From now on, nothing is logged: what counts is told, or fails. */
  public static void only() {
    LogManager.getLogManager().reset(); // Tomcat logs there
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.getLoggerContext().getLoggerList().forEach(each -> each.setLevel(Level.OFF));
    }
  }
}
