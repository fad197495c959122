package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run of notices and how far it is.
 *
 * @param order on whose word
 * @param said what is said, how
 * @param scope the version of the scope that it goes through, or went through
 * @param seen persons of that scope looked at so far
 * @param taken persons that this run was the first to tell
 * @param guardians guardians likewise
 * @param guardiansUnknown minors among them of whom no guardian is known
 */
public record Telling(
    long number,
    IncidentId incident,
    TellingState state,
    Instant at,
    Order order,
    Said said,
    long scope,
    long seen,
    long taken,
    long guardians,
    long guardiansUnknown) {

  /**
   * What is said, how.
   *
   * @param words codes by their names in the text
   */
  public record Said(
      String template,
      int version,
      Language language,
      Map<String, String> words,
      List<ChannelKind> channels,
      int perMinute,
      Duration within) {
    /** Copies. */
    public Said {
      words = Map.copyOf(words);
      channels = List.copyOf(channels);
    }
  }
}
