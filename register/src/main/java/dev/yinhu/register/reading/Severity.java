package dev.yinhu.register.reading;

import java.util.Locale;

/** Whether a problem keeps a register from being applied. */
public enum Severity {
  /** The register is not valid. */
  ERROR,
  /** The register is valid; somebody should look. */
  WARNING;

  /** Lower case, as problems are printed. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
