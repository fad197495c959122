package dev.yinhu.piiscanner.han;

/** What Chinese characters are, and how they are read. */
public final class Han {
  private static final char[] SIMPLIFIED = simplified();

  private Han() {}

  /** Whether a character is an ideograph of the basic block or of extension A. */
  public static boolean isHan(char c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
  }

  /** The simplified form of a character; the character itself when it has none. */
  public static char simple(char c) {
    return SIMPLIFIED[c];
  }

  private static char[] simplified() {
    char[] map = new char[0x10000];
    for (int c = 0; c < map.length; c++) {
      map[c] = (char) c;
    }
    for (String line : Words.lines("/dev/yinhu/piiscanner/names/traditional.txt")) {
      for (String pair : Words.split(line)) {
        map[pair.charAt(0)] = pair.charAt(1);
      }
    }
    return map;
  }
}
