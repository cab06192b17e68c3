package dev.rekey.exercise.world;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.model.credential.TlsCertificate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sees what the real target of certificates does, as the world of an exercise sees everything. */
final class NotedCertificates {
  private final World world;
  private final IssuingTarget<TlsCertificate> real;
  private final Set<String> seen = new HashSet<>();

  private NotedCertificates(World world, IssuingTarget<TlsCertificate> real) {
    this.world = world;
    this.real = real;
  }

  @SuppressWarnings("unchecked") // the proxy of a generic interface
  static IssuingTarget<TlsCertificate> around(World world, IssuingTarget<TlsCertificate> real) {
    NotedCertificates noted = new NotedCertificates(world, real);
    return (IssuingTarget<TlsCertificate>)
        Proxy.newProxyInstance(
            IssuingTarget.class.getClassLoader(),
            new Class<?>[] {IssuingTarget.class},
            (proxy, method, arguments) -> noted.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(real, arguments);
      note(method.getName(), arguments, answer);
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void note(String verb, Object[] arguments, Object answer) {
    switch (verb) {
      case "install" -> once(Action.INSTALL, arguments, " is certified");
      case "revoke", "revokeLeaked" -> {
        if (((List<?>) answer).isEmpty()) {
          once(Action.DISABLE, arguments, " is revoked");
        }
      }
      default -> {} // changes nothing that anybody sees
    }
  }

  private synchronized void once(Action action, Object[] arguments, String what) {
    String login = ((Login) arguments[2]).identity();
    if (seen.add(action + login)) {
      world.note(action, ((TlsCertificate) arguments[0]).secret().value(), login + what);
    }
  }
}
