package dev.rekey.model.notice;

import java.util.List;

/**
 * Which audiences a channel reaches.
 *
 * @param reserve whether it is used only where an audience's other channels did not deliver
 */
public record Route(Channel channel, List<Audience> audiences, boolean reserve) {
  /** Copies the list. */
  public Route {
    audiences = List.copyOf(audiences);
  }
}
