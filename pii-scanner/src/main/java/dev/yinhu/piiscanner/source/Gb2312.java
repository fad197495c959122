package dev.yinhu.piiscanner.source;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.BitSet;

/** The 6,763 Han characters of GB 2312-80, which nearly all simplified text is made of. */
final class Gb2312 {
  private static final BitSet HAN = han();

  private Gb2312() {}

  static boolean holds(char c) {
    return HAN.get(c);
  }

  private static BitSet han() {
    CharsetEncoder encoder = Charset.forName("GB2312").newEncoder();
    var han = new BitSet();
    for (char c = 0x4e00; c < 0xa000; c++) {
      han.set(c, encoder.canEncode(c));
    }
    return han;
  }
}
