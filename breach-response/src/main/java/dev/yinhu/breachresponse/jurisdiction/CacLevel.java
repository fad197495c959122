package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;

/** The levels of network security incidents in China, the lowest first. */
public enum CacLevel implements WireName {
  /** 一般. */
  GENERAL("general"),
  /** 较大. */
  LARGER("larger"),
  /** 重大. */
  MAJOR("major"),
  /** 特别重大. */
  ESPECIALLY_MAJOR("especially-major");

  private final String wire;

  CacLevel(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /**
   * Of its spelling.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static CacLevel parse(String text) {
    return Wires.of(values(), text);
  }
}
