package dev.yinhu.breachresponse.report;

import dev.yinhu.register.WireName;

/** Of what form the answer to a field is. */
public enum FieldKind implements WireName {
  /** Lines of free text that name nobody, as {@link dev.yinhu.breachresponse.Remark} has them. */
  TEXT("text"),
  /** A moment in ISO 8601, such as {@code 2026-03-01T02:00:00Z}. */
  TIME("time"),
  /** A whole number from zero on. */
  NUMBER("number"),
  /** {@code yes} or {@code no}. */
  YES_NO("yes-no"),
  /** One code of a list. */
  CHOICE("choice"),
  /** Codes of a list, separated by commas. */
  CHOICES("choices");

  private final String wire;

  FieldKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  static FieldKind parse(String text) {
    for (FieldKind each : values()) {
      if (each.wire.equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a kind of field");
  }
}
