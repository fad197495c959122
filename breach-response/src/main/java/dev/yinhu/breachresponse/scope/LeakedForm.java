package dev.yinhu.breachresponse.scope;

import dev.yinhu.register.WireName;

/** In which form the data got out, as people state it. */
public enum LeakedForm implements WireName {
  /** As they can be read, masked or not, or nobody knows. */
  CLEAR("clear"),
  /** As ciphertext only: a stolen backup, an open bucket. */
  CIPHERTEXT("ciphertext");

  private final String wire;

  LeakedForm(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /**
   * Of what {@link #wire} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static LeakedForm parse(String text) {
    for (LeakedForm each : values()) {
      if (each.wire.equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("data leak as clear or ciphertext");
  }
}
