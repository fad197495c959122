package dev.yinhu.register;

/**
 * How much harm the misuse of a category can do: 一般 or 敏感, as PIPL 28 and GB/T 35273 divide them.
 */
public enum Level implements WireName {
  /** 一般: ordinary personal information. */
  GENERAL("general", "一般"),
  /** 敏感: sensitive personal information. */
  SENSITIVE("sensitive", "敏感");

  private final String wire;
  private final String chinese;

  Level(String wire, String chinese) {
    this.wire = wire;
    this.chinese = chinese;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The word that the law uses; accepted in a register as well as the wire name. */
  public String chinese() {
    return chinese;
  }

  /** Sensitive if either is. */
  public Level stricter(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
