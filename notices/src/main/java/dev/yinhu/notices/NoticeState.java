package dev.yinhu.notices;

import java.util.EnumSet;
import java.util.Set;

/** Where a notice stands. */
public enum NoticeState {
  /** Not sent yet, or to be tried again. */
  WAITING,
  /** A node is about to send it, or died while it did. */
  SENDING,
  /** A gateway has taken it and will say what became of it. */
  ACCEPTED,
  /** It arrived, or whoever took it over says no more (code {@code taken}). */
  DELIVERED,
  /** Refused for good on every channel, or the outcome stayed unknown. */
  FAILED,
  /** Taken over and then returned. */
  BOUNCED,
  /** Its time was over before it could be sent. */
  EXPIRED,
  /** The recipient has no contact for any of the channels, or was erased. */
  UNREACHABLE,
  /** A drill, or cancelled or superseded before it was sent. */
  STOPPED;

  private static final Set<NoticeState> OPEN = EnumSet.of(WAITING, SENDING, ACCEPTED);

  /** True when nothing is done any more; a late call-back may still correct it. */
  public boolean isSettled() {
    return !OPEN.contains(this);
  }

  /** As in tables: {@code waiting}. */
  public String wireName() {
    return WireName.of(this);
  }

  static NoticeState parse(String text) {
    return WireName.parse(NoticeState.class, text);
  }
}
