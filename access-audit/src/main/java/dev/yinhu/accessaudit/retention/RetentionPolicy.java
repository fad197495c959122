package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.Sha256;
import java.time.ZoneId;
import java.util.List;

/**
 * How long entries are kept, as declared. Immutable.
 *
 * @param standard for every entry that no rule wants
 * @param longer for entries that are kept longer; of several rules the longest counts
 * @param automatic whether the service prunes by itself once a day
 * @param zone whose days count
 * @param text the file as it was read
 */
public record RetentionPolicy(
    Term standard, List<RetentionRule> longer, boolean automatic, ZoneId zone, String text) {
  public RetentionPolicy {
    longer = List.copyOf(longer);
    for (RetentionRule rule : longer) {
      if (!Term.isAtLeast(rule.term().after(), standard.after())) {
        throw new IllegalArgumentException(
            "%s: %s is shorter than %s, for which every entry is kept"
                .formatted(rule.name(), rule.term().after(), standard.after()));
      }
    }
  }

  /** SHA-256 of the text, by which entries of the log name this policy. */
  public String hash() {
    return Sha256.hex(text);
  }
}
