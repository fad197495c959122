package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.Label;
import java.util.List;

/**
 * What a rule counts as necessary for a kind of service.
 *
 * @param key its key, such as {@code online-shopping}
 * @param label for people
 * @param sourced the rule, and how well we know it
 * @param entries what it names
 */
public record LegalSet(String key, Label label, Sourced sourced, List<Entry> entries) {
  /** Copies the list. */
  public LegalSet {
    entries = List.copyOf(entries);
  }

  /**
   * One thing that the rule names.
   *
   * @param label for people
   * @param types the types that may be it; none for what no detector finds
   */
  public record Entry(Label label, List<PiiType> types) {
    /** Copies the list. */
    public Entry {
      types = List.copyOf(types);
    }
  }

  /** Whether data of the type may be something that the rule names. */
  public boolean contains(PiiType type) {
    return entries.stream().anyMatch(entry -> entry.types().contains(type));
  }
}
