package dev.yinhu.crypto.epoch;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the ledger, without its line feed: number, time, what happened, and the chain.
 *
 * @param number counted from 1
 * @param chain the keyed hash over the chain of the line before and this line up to here
 */
public record LedgerLine(long number, LedgerEntry entry, LedgerHash chain) {
  /** The longest line is 128 bytes; more is no line of ours. */
  static final int MOST_BYTES = 160;

  private static final String ERASED = "erased";
  private static final String DESTROYED = "epoch-destroyed";
  private static final Pattern SHAPE =
      Pattern.compile(
          "([1-9][0-9]{0,17}) ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z) ("
              + ERASED
              + "|"
              + DESTROYED
              + ") ([A-Za-z0-9_-]{1,43}) ([A-Za-z0-9_-]{43})");
  private static final Pattern EPOCH = Pattern.compile("[1-9][0-9]{0,8}");

  /** The line that has this text; empty when no line is written so. */
  public static Optional<LedgerLine> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (text.length() > MOST_BYTES || !matcher.matches()) {
      return Optional.empty();
    }
    Optional<LedgerHash> chain = LedgerHash.parse(matcher.group(5));
    Optional<LedgerEntry> entry = entry(matcher.group(2), matcher.group(3), matcher.group(4));
    if (chain.isEmpty() || entry.isEmpty()) {
      return Optional.empty();
    }
    LedgerLine line = new LedgerLine(Long.parseLong(matcher.group(1)), entry.get(), chain.get());
    // One spelling for one line: a time such as 24:00:00 reads, but is never written.
    return line.text().equals(text) ? Optional.of(line) : Optional.empty();
  }

  private static Optional<LedgerEntry> entry(String time, String kind, String value) {
    try {
      Instant at = Instant.parse(time);
      if (kind.equals(ERASED)) {
        return LedgerHash.parse(value).map(hash -> new LedgerEntry.Erased(at, hash));
      }
      return EPOCH.matcher(value).matches()
          ? Optional.of(new LedgerEntry.EpochDestroyed(at, Integer.parseInt(value)))
          : Optional.empty();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** What the chain is computed over: the line up to the space before the chain. */
  static String content(long number, LedgerEntry entry) {
    String told =
        switch (entry) {
          case LedgerEntry.Erased(Instant _, LedgerHash pseudonym) ->
              ERASED + " " + pseudonym.text();
          case LedgerEntry.EpochDestroyed(Instant _, int epoch) -> DESTROYED + " " + epoch;
        };
    return number + " " + entry.time() + " " + told;
  }

  /** The line as it stands in the file. */
  public String text() {
    return content(number, entry) + " " + chain.text();
  }
}
