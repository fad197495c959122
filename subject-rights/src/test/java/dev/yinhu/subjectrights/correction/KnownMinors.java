package dev.yinhu.subjectrights.correction;

import dev.yinhu.subjectrights.CaseId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Who is under fourteen, as the requests told it. */
final class KnownMinors implements MinorRegime {
  /** The day they turn fourteen, by reference. */
  final Map<String, LocalDate> minors = new HashMap<>();

  @Override
  public synchronized boolean isMinor(String reference) {
    return minors.containsKey(reference);
  }

  @Override
  public synchronized void tell(String reference, boolean minor, LocalDate fourteenth, CaseId by) {
    if (minor) {
      minors.put(reference, fourteenth);
    } else {
      minors.remove(reference);
    }
  }
}
