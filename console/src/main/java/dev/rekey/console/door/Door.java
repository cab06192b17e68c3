package dev.rekey.console.door;

import dev.rekey.console.door.consumption.VersionWatch;
import dev.rekey.console.door.http.DoorConfiguration;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The running door: an HTTP server that people, services and consumers knock at. */
public final class Door implements AutoCloseable {
  /** Tomcat's own log. Held here, for the JDK forgets the level of a logger that nobody holds. */
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private final ConfigurableApplicationContext spring;
  private final int port;

  private Door(ConfigurableApplicationContext spring) {
    this.spring = spring;
    this.port =
        Objects.requireNonNull(((ServletWebServerApplicationContext) spring).getWebServer())
            .getPort();
  }

  /**
   * Opens the door; when this returns, it answers.
   *
   * @throws org.springframework.boot.web.server.PortInUseException if somebody listens there
   *     already
   */
  public static Door start(DoorSettings settings, DoorServices services) {
    TOMCAT.setLevel(Level.WARNING);
    SpringApplication application = new SpringApplication(DoorConfiguration.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setAddCommandLineProperties(false);
    application.setListeners(quiet(application));
    application.addInitializers(
        context -> {
          // First, so that no environment variable or file on the class path opens the door wider.
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(new MapPropertySource("door", properties(settings)));
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean(DoorSettings.class, () -> settings);
          beans.registerBean(DoorServices.class, () -> services);
        });
    return new Door(application.run());
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its address, as seen from this machine. */
  public URI url() {
    DoorSettings settings = spring.getBean(DoorSettings.class);
    return URI.create(
        (settings.tls().isPresent() ? "https://" : "http://") + settings.host() + ":" + port);
  }

  /** Every route that it serves, such as {@code GET /v1/status}. */
  Set<String> routes() {
    return spring.getBean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
        .flatMap(Door::paths)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> paths(RequestMappingInfo route) {
    return route.getPatternValues().stream()
        .flatMap(
            path ->
                route.getMethodsCondition().getMethods().stream()
                    .map(method -> method + " " + path));
  }

  /** Sends the waiting away, lets running calls end, and closes. */
  @Override
  public void close() {
    if (spring.isActive()) {
      spring.getBean(VersionWatch.class).close(); // or the server would wait for those who wait
      spring.close();
    }
  }

  /** Logging belongs to whoever runs the door: Spring must not set it up anew. */
  private static List<ApplicationListener<?>> quiet(SpringApplication application) {
    return application.getListeners().stream()
        .filter(listener -> !(listener instanceof LoggingApplicationListener))
        .<ApplicationListener<?>>map(listener -> listener)
        .toList();
  }

  private static Map<String, Object> properties(DoorSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", settings.address());
    properties.put("server.port", settings.port());
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    properties.put("spring.threads.virtual.enabled", true);
    properties.put("spring.web.resources.add-mappings", false);
    properties.put("spring.main.lazy-initialization", false);
    properties.put("server.max-http-request-header-size", "16KB");
    properties.put("server.tomcat.connection-timeout", "10s");
    properties.put("server.tomcat.keep-alive-timeout", "60s");
    properties.put("server.tomcat.max-swallow-size", "1MB");
    properties.put("server.ssl.enabled", settings.tls().isPresent());
    settings.tls().ifPresent(tls -> properties.putAll(properties(tls)));
    return properties;
  }

  private static Map<String, Object> properties(TlsSettings tls) {
    return Map.of(
        "server.ssl.certificate",
        tls.certificate().toUri().toString(),
        "server.ssl.certificate-private-key",
        tls.key().toUri().toString(),
        "server.ssl.enabled-protocols",
        "TLSv1.3,TLSv1.2");
  }
}
