package dev.yinhu.subjectrights.correction;

import dev.yinhu.subjectrights.CaseId;
import java.time.LocalDate;

/**
 * Who is known to be under fourteen, kept elsewhere. Blocks; safe for use by many threads. Telling
 * the same again does no harm.
 */
public interface MinorRegime {
  /**
   * Whether the person is known to be under fourteen today.
   *
   * @param reference of the person in the log
   */
  boolean isMinor(String reference);

  /**
   * A corrected birth date says how old the person is: durable when it returns.
   *
   * @param reference of the person in the log
   * @param minor whether they are under fourteen
   * @param fourteenth the day they turn fourteen, or did
   * @param by the request
   */
  void tell(String reference, boolean minor, LocalDate fourteenth, CaseId by);
}
