package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;

/** Who must be told. */
public enum Addressee implements WireName {
  /** A regulator: by reports. */
  AUTHORITY("authority"),
  /** The persons concerned: by notices. */
  INDIVIDUALS("individuals"),
  /** The guardians of minors, besides them: by notices. */
  GUARDIANS("guardians");

  private final String wire;

  Addressee(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  static Addressee parse(String text) {
    return Wires.of(values(), text);
  }
}
