package dev.rekey.workflows.response;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A worker that dies after each effect, before anybody hears of it: every call takes effect twice,
 * and is answered the second time.
 */
final class Twice {
  private Twice() {}

  static <T> T of(Class<T> activities, T real) {
    Set<String> done = ConcurrentHashMap.newKeySet();
    return activities.cast(
        Proxy.newProxyInstance(
            activities.getClassLoader(),
            new Class<?>[] {activities},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(real, arguments);
                if (done.add(method.getName() + Arrays.toString(arguments))) {
                  throw new IllegalStateException("the worker died after the effect");
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
