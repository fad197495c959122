package dev.yinhu.breachresponse.tell;

import dev.yinhu.notices.NoticeStatus;
import java.util.Locale;

/** What became of the notice to somebody. */
enum Fate {
  WAITING,
  TOLD,
  FAILED,
  UNREACHABLE,
  ERASED,
  CANCELLED;

  private static final String IN_A_DRILL = "drill";
  private static final String OF_ERASED = "erased";

  /** Of a notice's state. In a drill a notice that came up to the sender counts as told. */
  static Fate of(NoticeStatus status) {
    return switch (status.state()) {
      case WAITING, SENDING, ACCEPTED -> WAITING;
      case DELIVERED -> TOLD;
      case FAILED, BOUNCED, EXPIRED -> FAILED;
      case UNREACHABLE -> status.code().equals(OF_ERASED) ? ERASED : UNREACHABLE;
      case STOPPED -> status.code().equals(IN_A_DRILL) ? TOLD : CANCELLED;
    };
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Fate parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
