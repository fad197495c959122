package dev.yinhu.accessaudit.sink.config;

import dev.yinhu.accessaudit.AuditException;
import java.util.List;

/** The file of sinks cannot be used; the message holds every problem with its line. */
public final class SinksFileException extends AuditException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SinksFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem with file and line. */
  public List<String> problems() {
    return problems;
  }
}
