package dev.rekey.activities.notice;

/** How a channel's counterpart behaves. */
enum Mood {
  /** Takes what it understands. */
  TAKING,
  /** Asks to come back in seven seconds. */
  BUSY,
  /** Will never take it. */
  REFUSING,
  /** Breaks while it works: nobody knows whether it took it. */
  BREAKING,
  /** Listens, and says nothing. */
  SILENT
}
