package dev.rekey.console.door;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Tokens;
import dev.rekey.console.door.consumption.CurrentVersions;
import dev.rekey.model.credential.PostgresUser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real door on a random port; behind it a small world in memory. */
final class OpenDoor implements AutoCloseable {
  static final String PASSWORD = "Planted-Pa55word-7Q!";
  static final String ROTATOR_PASSWORD = "Rotator-Pa55word-9Z!";
  private static final ApiDocument DOCUMENT = new ApiDocument();
  private static final JsonMapper JSON = JsonMapper.shared();

  final KnownPrincipals principals = new KnownPrincipals();
  final RecordedCalls calls = new RecordedCalls();
  final EnrolledCredentials inventory = new EnrolledCredentials();
  final RegisteredConsumers consumers = new RegisteredConsumers();
  final ScriptedDelivery delivery = new ScriptedDelivery();
  final NotedForces forces = new NotedForces();
  final NotedSources intake = new NotedSources();
  final NotedIncidents incidents = new NotedIncidents();
  final NotedEvidence evidence = new NotedEvidence();
  final NotedNotices notices = new NotedNotices();
  final NotedAuthorities authorities = new NotedAuthorities();
  final NotedRollovers rollovers = new NotedRollovers();
  final NotedEvents events = new NotedEvents();
  final NotedExercises exercises = new NotedExercises();
  final NotedSignals signals = new NotedSignals();
  final ScriptedRotations rotations = new ScriptedRotations();
  final SecretStore store = oneCallAtATime(new InMemorySecretStore());
  final InMemoryTarget target = new InMemoryTarget(new Login("orders_a", SecretValue.of(PASSWORD)));
  final String ann = token("ann", PrincipalKind.PERSON);
  final String bob = token("bob", PrincipalKind.PERSON);
  final String robot = token("robot", PrincipalKind.SERVICE);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Door door;

  OpenDoor() {
    this(DoorSettings.loopback(0));
  }

  OpenDoor(DoorSettings settings) {
    door =
        Door.start(
            settings,
            new DoorServices(
                principals,
                calls,
                inventory,
                store,
                CurrentVersions.oneByOne(store),
                consumers,
                consumers,
                delivery,
                Targets.only(PostgresUser.class, target),
                rotations,
                forces,
                signals,
                events,
                incidents,
                evidence,
                exercises,
                notices,
                intake.ports(),
                authorities,
                rollovers,
                new Surroundings("a scripted one", false, "0.1.0"),
                Clock.systemUTC()));
  }

  int port() {
    return door.port();
  }

  /** What an answer says. */
  record Answer(int status, String body, HttpResponse<String> http) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String code() {
      return json().path("code").asString();
    }

    String detail() {
      return json().path("detail").asString();
    }
  }

  Set<String> routes() {
    return door.routes();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  Answer get(String token, String path) {
    return send(request(token, path).GET());
  }

  Answer post(String token, String path, String body) {
    Answer answer =
        send(
            request(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    DOCUMENT.checkRequest("POST", path, body, answer.status());
    return answer;
  }

  Answer delete(String token, String path) {
    return send(request(token, path).DELETE());
  }

  HttpRequest.Builder request(String token, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpRequest asked = request.build();
      HttpResponse<String> http = this.http.send(asked, BodyHandlers.ofString());
      Answer answer = new Answer(http.statusCode(), http.body(), http);
      DOCUMENT.checkAnswer(asked.method(), asked.uri().getPath(), answer);
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Enrols orders/db with its first user. */
  Answer enrol() {
    return post(ann, "/v1/credentials", Bodies.enrolment());
  }

  /** Registers a pulling consumer of orders/db and gives its token. */
  String consumer(String name) {
    Answer answer = post(ann, "/v1/consumers", Bodies.pull(name));
    return answer.json().path("token").asString();
  }

  @Override
  public void close() {
    door.close();
    http.close();
  }

  private String token(String name, PrincipalKind kind) {
    String token = Tokens.fresh();
    principals.longKnown(new Principal(name, kind, Optional.empty()), Tokens.hash(token));
    return token;
  }

  /** The store in memory knows no threads. */
  private static SecretStore oneCallAtATime(SecretStore store) {
    return (SecretStore)
        Proxy.newProxyInstance(
            SecretStore.class.getClassLoader(),
            new Class<?>[] {SecretStore.class},
            (proxy, method, arguments) -> {
              synchronized (store) {
                try {
                  return method.invoke(store, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }
            });
  }
}
