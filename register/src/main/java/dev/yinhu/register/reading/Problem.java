package dev.yinhu.register.reading;

import java.util.Comparator;

/**
 * One thing that is wrong with a register. Its natural order is by position.
 *
 * @param code what is wrong, stable
 * @param file name of the source
 * @param line line, from 1
 * @param column column in code points, from 1
 * @param message what is wrong here and what to do
 */
public record Problem(ProblemCode code, String file, int line, int column, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);

  /** Whether it keeps the register from being applied. */
  public Severity severity() {
    return code.severity();
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** One line: {@code file:line:column: error: message [code]}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + severity().wire()
        + ": "
        + message
        + " ["
        + code.wire()
        + "]";
  }
}
