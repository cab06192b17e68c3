package dev.rekey.console.door.http;

import dev.rekey.console.api.ChannelAdded;
import dev.rekey.console.api.ChannelNamed;
import dev.rekey.console.api.ChannelOrder;
import dev.rekey.console.api.ChannelTested;
import dev.rekey.console.api.ChannelView;
import dev.rekey.console.api.NoticeTold;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Route;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Channels for notices. What they are opened with goes in, and never comes out. */
@RestController
final class ChannelRoutes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int LONGEST_SECRET = 4_096;

  private final DoorServices services;

  ChannelRoutes(DoorServices services) {
    this.services = services;
  }

  @PostMapping(path = "/v1/channels", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ChannelAdded add(@RequestBody ChannelOrder order, Caller caller) {
    Route route = checked(order);
    Optional<String> made = signingKey(order);
    if (!services
        .notices()
        .add(route, order.secret().or(() -> made), caller.name(), services.clock().instant())) {
      throw Refusal.conflict(
          "NAME_TAKEN",
          "There is a channel " + route.channel().name() + " already; nothing was changed",
          "Choose another name, or remove that one with 'rekey channel remove'.");
    }
    return new ChannelAdded(route.channel().name().value(), made);
  }

  private Route checked(ChannelOrder order) {
    Channel channel = order.channel();
    if (order.audiences().isEmpty()) {
      throw Refusal.badRequest("A channel names whom it reaches: one audience at least");
    }
    if (channel.members().isEmpty()) {
      throw Refusal.badRequest(
          "A channel names who reads it, for a suspect must not read of their own incident");
    }
    services
        .notices()
        .fault(channel)
        .ifPresent(
            fault -> {
              throw Refusal.badRequest(fault);
            });
    checkSecret(order, channel);
    return new Route(channel, order.audiences().stream().distinct().toList(), order.reserve());
  }

  private void checkSecret(ChannelOrder order, Channel channel) {
    boolean needed = services.notices().needsSecret(channel);
    if (needed && order.secret().isEmpty() && !(channel instanceof Channel.Webhook)) {
      throw Refusal.badRequest("A channel of this kind is opened with a secret, which is missing");
    }
    if (order.secret().filter(one -> one.isBlank() || one.length() > LONGEST_SECRET).isPresent()
        || (!needed && order.secret().isPresent())) {
      throw Refusal.badRequest("The channel's secret is empty, too long, or of no use to its kind");
    }
  }

  private static Optional<String> signingKey(ChannelOrder order) {
    if (!(order.channel() instanceof Channel.Webhook) || order.secret().isPresent()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return Optional.of(HexFormat.of().formatHex(bytes));
  }

  @GetMapping("/v1/channels")
  List<ChannelView> all() {
    return services.notices().all().stream()
        .map(one -> new ChannelView(one.channel(), one.audiences(), one.reserve()))
        .toList();
  }

  @DeleteMapping("/v1/channels")
  ChannelNamed remove(@RequestParam ChannelName name, Caller caller) {
    if (!services.notices().remove(name, caller.name(), services.clock().instant())) {
      throw unknown(name);
    }
    return new ChannelNamed(name);
  }

  @PostMapping(path = "/v1/channels/tests", consumes = MediaType.APPLICATION_JSON_VALUE)
  ChannelTested test(@RequestBody ChannelNamed order, Caller caller) {
    if (services.notices().all().stream()
        .noneMatch(one -> one.channel().name().equals(order.name()))) {
      throw unknown(order.name());
    }
    List<NoticeTold> receipts =
        services.notices().test(order.name(), caller.name()).stream()
            .map(
                one ->
                    new NoticeTold(
                        one.at(),
                        "test",
                        one.channel().value(),
                        one.recipient(),
                        one.outcome().delivered(),
                        one.outcome().sentence()))
            .toList();
    return new ChannelTested(
        !receipts.isEmpty() && receipts.stream().allMatch(NoticeTold::delivered), receipts);
  }

  private static Refusal unknown(ChannelName name) {
    return new Refusal(
        HttpStatus.NOT_FOUND,
        FailureCode.NOT_FOUND.name(),
        "There is no channel " + name + "; nothing was changed",
        "'rekey channel list' shows them.");
  }
}
