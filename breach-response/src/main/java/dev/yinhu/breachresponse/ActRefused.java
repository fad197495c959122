package dev.yinhu.breachresponse;

/** An act is not possible as things stand; nothing was changed. */
public final class ActRefused extends BreachException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, such as {@code tasks-open}
   * @param message what keeps it from happening and what to do; nothing personal
   */
  public ActRefused(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
