package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;
import java.util.List;

/** A retention file that cannot be taken as it is. Its message has one line for each problem. */
public final class PolicyRefused extends AuditException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  PolicyRefused(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem with file, line and what to do. */
  public List<String> problems() {
    return problems;
  }
}
