package dev.yinhu.breachresponse.severity;

import java.util.List;

/**
 * All tables that assessments are made by. Immutable.
 *
 * @param enisa ENISA's score
 * @param cac Chinese levels
 * @param flags other figures
 * @param criminal criminal law
 * @param digest SHA-256 over the texts they were read from, in hexadecimal, so that an assessment
 *     says by which tables it was made
 */
public record SeverityTables(
    EnisaTable enisa, CacTable cac, List<FlagRule> flags, CriminalTable criminal, String digest) {
  public SeverityTables {
    flags = List.copyOf(flags);
  }
}
