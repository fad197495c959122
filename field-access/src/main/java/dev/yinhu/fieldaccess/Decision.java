package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerLimits;
import java.util.Locale;

/** What the register says about one item. */
sealed interface Decision {
  /** Allowed, in clear or masked, within the limits of the grant. */
  record Allowed(boolean masked, CallerLimits limits) implements Decision {}

  /** Not allowed. */
  record Denied(Reason reason) implements Decision {}

  /** Why: for the audit entry and the caller's message. */
  enum Reason {
    PURPOSE_NOT_DECLARED("the purpose is not declared in the register"),
    PURPOSE_NOT_ACTIVE("the purpose is declared, but not active"),
    CALLER_NOT_NAMED("the purpose does not name this caller"),
    FIELD_NOT_COVERED("the purpose does not cover this field"),
    OPERATION_NOT_GRANTED("the purpose does not give this operation to this caller"),
    ONLY_MASKED("the purpose gives this caller the masked value only: ask with disclose masked"),
    FIELD_NOT_PROTECTED("the register declares no protection for this field");

    private final String message;

    Reason(String message) {
      this.message = message;
    }

    String message() {
      return message;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
