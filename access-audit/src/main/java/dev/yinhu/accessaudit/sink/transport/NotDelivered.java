package dev.yinhu.accessaudit.sink.transport;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A receiver did not take events. The message is a code such as {@code http-503} or {@code
 * no-connection}: it goes into the table of sinks and into log lines, so it holds no part of a URL
 * or event.
 */
public final class NotDelivered extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean refused;
  private final @Nullable Duration after;

  private NotDelivered(
      String code, boolean refused, @Nullable Duration after, @Nullable Throwable cause) {
    super(code, cause);
    this.refused = refused;
    this.after = after;
  }

  /** Trying again can help. */
  public static NotDelivered forNow(String code, @Nullable Throwable cause) {
    return new NotDelivered(code, false, null, cause);
  }

  /** Trying again can help, once that time is over, as the receiver said. */
  static NotDelivered until(String code, Duration after) {
    return new NotDelivered(code, false, after, null);
  }

  /** The receiver says no, and will go on to until somebody changes something. */
  public static NotDelivered refused(String code) {
    return new NotDelivered(code, true, null, null);
  }

  /** The code. */
  public String code() {
    return String.valueOf(getMessage());
  }

  /** True when trying again will not help. */
  public boolean isRefused() {
    return refused;
  }

  /** How long the receiver asks to wait. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }
}
