package dev.rekey.consumer;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A physical connection that is counted until it is closed, and that a newer version makes invalid.
 */
final class CountedConnection implements InvocationHandler {
  private final Connection physical;
  private final Credential credential;
  private final OpenConnections connections;
  private final AtomicBoolean counted = new AtomicBoolean(true);

  private CountedConnection(
      Connection physical, Credential credential, OpenConnections connections) {
    this.physical = physical;
    this.credential = credential;
    this.connections = connections;
  }

  /** The same connection, and its count ends when it is closed or aborted. */
  static Connection of(Connection physical, Credential credential, OpenConnections connections) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new CountedConnection(physical, credential, connections));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "close", "abort" -> end(method, arguments);
      case "isValid" -> !connections.stale(credential) && (boolean) call(method, arguments);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "isWrapperFor" ->
          asked(arguments).isInstance(physical) || (boolean) call(method, arguments);
      case "unwrap" -> asked(arguments).isInstance(physical) ? physical : call(method, arguments);
      default -> call(method, arguments);
    };
  }

  private static Class<?> asked(Object @Nullable [] arguments) {
    return arguments != null && arguments[0] instanceof Class<?> type ? type : Void.class;
  }

  private @Nullable Object end(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return call(method, arguments);
    } finally {
      if (counted.compareAndSet(true, false)) {
        connections.closed(credential);
      }
    }
  }

  private Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(physical, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
