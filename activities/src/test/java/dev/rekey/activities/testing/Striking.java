package dev.rekey.activities.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Puts a fault before and after every call of a port. */
public final class Striking {
  /** What may happen around a call: return, or throw. */
  public interface Fault {
    /** Nothing happens. */
    Fault NONE =
        new Fault() {
          @Override
          public void before(String call) {}

          @Override
          public void after(String call) {}
        };

    /** Called before the call; a throw means that it did not happen. */
    void before(String call);

    /** Called after the call; a throw means that it happened, and nobody heard of it. */
    void after(String call);
  }

  /** No fault at all. */
  public static final Fault NONE =
      new Fault() {
        @Override
        public void before(String call) {
          // Nothing strikes.
        }

        @Override
        public void after(String call) {
          // Nothing strikes.
        }
      };

  private Striking() {}

  /** The port with the fault around it. */
  public static <T> T around(Class<T> port, Object real, Fault fault) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          String call = port.getSimpleName() + "." + method.getName();
          fault.before(call);
          Object answer = invoke(method, real, arguments);
          fault.after(call);
          return answer;
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private static Object invoke(Method method, Object real, Object[] arguments) throws Throwable {
    method.setAccessible(true); // a port may be its package's own
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
