package dev.yinhu.breachresponse;

import dev.yinhu.accessaudit.Reason;
import java.util.List;

/**
 * What staff write about an incident. Kept for good, so it must hold nothing personal: 1 to {@value
 * #MOST_LINES} lines, each of the form of a {@link Reason}, which lets no telephone number, mail
 * address or number of a document in. Names of people cannot be known by their form: do not write
 * them.
 *
 * @param text the lines
 */
public record Remark(String text) {
  /** The most lines. */
  public static final int MOST_LINES = 40;

  /**
   * @throws IllegalArgumentException when it has another form; the message does not repeat it
   */
  public Remark {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || text.lines().count() > MOST_LINES) {
      throw new IllegalArgumentException("a remark has 1 to " + MOST_LINES + " lines");
    }
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      Reason.fault(lines.get(i))
          .ifPresent(fault -> {
            throw new IllegalArgumentException(
                "line %d of the remark: %s".formatted(number, fault));
          });
    }
  }

  /** Free text: it stands in no log message. */
  @Override
  public String toString() {
    return "Remark[***]";
  }
}
