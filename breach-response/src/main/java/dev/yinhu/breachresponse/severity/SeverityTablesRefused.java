package dev.yinhu.breachresponse.severity;

import dev.yinhu.breachresponse.BreachException;
import java.util.List;

/** A file of severity tables cannot be used; nothing of it counts. */
public final class SeverityTablesRefused extends BreachException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problems each with its place: {@code file:line: what is wrong}
   */
  SeverityTablesRefused(List<String> problems) {
    super("severity tables cannot be used: " + String.join("; ", problems));
  }
}
