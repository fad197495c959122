package dev.yinhu.fieldaccess;

import java.util.Locale;
import java.util.Optional;

/** What the register says about one item. */
sealed interface Decision {
  /**
   * Allowed.
   *
   * @param masked only masked
   * @param budget what the value counts against; empty when nothing limits it
   */
  record Allowed(boolean masked, Optional<Budget> budget) implements Decision {
    /** Allowed as it is, without anything to count. */
    static final Allowed FREELY = new Allowed(false, Optional.empty());
  }

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
