package dev.rekey.console.embedded.exercise;

import dev.rekey.console.embedded.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Where participants of an exercise come in from other terminals. It is on loopback, lasts as long
 * as the exercise, and lets in who has a token; who comes from another machine forwards the port.
 */
final class Lobby implements AutoCloseable {
  /** More than the people of any scenario, and few enough to do no harm. */
  private static final int MOST = 64;

  private final ServerSocket door;
  private final Seats seats;
  private final Consumer<String> facilitator;
  private final Map<String, Invitation> invitations = new LinkedHashMap<>();
  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
  private volatile Optional<Deeds> deeds = Optional.empty();

  private Lobby(ServerSocket door, Set<String> present, Seats seats, Consumer<String> facilitator) {
    this.door = door;
    this.seats = seats;
    this.facilitator = facilitator;
    present.forEach(person -> invitations.put(person, Invitation.to(door.getLocalPort())));
  }

  /**
   * Opens it.
   *
   * @param present who of the scenario's people is there; each has a token of their own
   * @param seats where they sit
   * @param facilitator hears who comes and what they do
   */
  static Lobby open(Set<String> present, Seats seats, Consumer<String> facilitator) {
    try {
      ServerSocket door = new ServerSocket(0, MOST, InetAddress.getLoopbackAddress());
      Lobby lobby = new Lobby(door, present, seats, facilitator);
      Thread.ofPlatform().name("exercise-lobby").daemon().start(lobby::receive);
      return lobby;
    } catch (IOException e) {
      throw new EnvironmentException("No port of this machine is free for those who join");
    }
  }

  /** How each of them joins, line by line; for the facilitator's eyes. */
  List<String> invitations() {
    return invitations.entrySet().stream()
        .map(
            one ->
                "%s (%s): rekey exercise join %s --name NAME"
                    .formatted(one.getKey(), seats.role(one.getKey()), one.getValue().token()))
        .toList();
  }

  /** It begins: from now on they can act. */
  void begin(Deeds acts) {
    deeds = Optional.of(acts);
  }

  private void receive() {
    while (!door.isClosed()) {
      try {
        welcome(door.accept());
      } catch (IOException closed) { // nobody comes any more
        return;
      }
    }
  }

  private void welcome(Socket socket) throws IOException {
    if (guests.size() < MOST) {
      Thread.ofPlatform().name("exercise-guest").daemon().start(() -> attend(socket));
    } else {
      socket.close();
    }
  }

  /** From the first line to the last. */
  private void attend(Socket socket) {
    try (Guest guest = new Guest(socket)) {
      guests.add(guest);
      greet(guest);
      guests.remove(guest);
    } catch (IOException gone) {
      guests.removeIf(Guest::isGone);
    }
  }

  private void greet(Guest guest) throws IOException {
    try {
      Guest.Greeting greeting = guest.greeting();
      Optional<String> person = invited(greeting.word());
      if (person.isPresent()) {
        seat(guest, person.get(), greeting.name());
      } else {
        guest.refuse("That token lets nobody into this exercise");
        facilitator.accept("somebody came with a token that is none of this exercise's");
      }
    } catch (IllegalArgumentException unfit) {
      guest.refuse(String.valueOf(unfit.getMessage()));
    }
  }

  private Optional<String> invited(String word) {
    return invitations.entrySet().stream()
        .filter(one -> one.getValue().lets(word))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void seat(Guest guest, String person, String name) throws IOException {
    Consumer<String> terminal = guest::hear;
    seats.join(person, name, terminal);
    facilitator.accept(person + " joined as " + seats.role(person) + ": " + name);
    guest.welcome("You are " + person + ", " + seats.role(person) + ". 'help' says what to type.");
    try {
      Place place = new Place(person, () -> deeds, terminal, facilitator);
      guest.lines(place::does);
    } finally {
      seats.leave(person, terminal);
      facilitator.accept(person + " left");
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      facilitator.accept("the port of those who join did not close");
    }
    guests.forEach(Guest::end);
  }
}
