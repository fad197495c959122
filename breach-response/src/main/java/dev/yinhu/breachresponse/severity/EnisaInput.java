package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.EnisaClass;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What people judge for ENISA's score, in the keys of the table.
 *
 * @param data the highest class of what leaked; credentials have the class of what they open
 * @param adjustments which adjustments apply, each once
 * @param identification how easily persons are identified
 * @param circumstances the answer to each of {@link EnisaTable#CIRCUMSTANCES}
 */
public record EnisaInput(
    EnisaClass data,
    SortedSet<String> adjustments,
    String identification,
    Map<String, String> circumstances) {
  /** Copies what it is given. */
  public EnisaInput {
    adjustments = Collections.unmodifiableSortedSet(new TreeSet<>(adjustments));
    circumstances = Collections.unmodifiableSortedMap(new TreeMap<>(circumstances));
  }
}
