package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which findings make a scan end with exit code 1.
 *
 * @param any whether each of them does
 * @param types those that do otherwise
 */
record Gate(boolean any, Set<PiiType> types) {
  private static final String ANY = "any";

  Gate {
    types = Set.copyOf(types);
  }

  /** As given on the command line. */
  static Gate of(List<String> words) {
    return new Gate(
        words.contains(ANY),
        words.stream()
            .filter(word -> !word.equals(ANY))
            .map(ScanCommand::type)
            .collect(Collectors.toSet()));
  }

  boolean closesFor(PiiType type) {
    return any || types.contains(type);
  }
}
