package dev.yinhu.piiscanner.detect;

import java.nio.CharBuffer;
import java.util.Arrays;

/** A value without its separators, as checks see it; one object serves a whole scan. */
final class Bare implements CharSequence {
  private static final int ROOM = 64;

  private char[] chars = new char[ROOM];
  private int length;

  /** Takes a value out of a text. */
  Bare of(char[] text, int start, int end, String separators) {
    if (chars.length < end - start) {
      chars = new char[(end - start) * 2];
    }
    if (separators.isEmpty()) {
      length = end - start;
      System.arraycopy(text, start, chars, 0, length);
      return this;
    }
    length = 0;
    for (int at = start; at < end; at++) {
      if (separators.indexOf(text[at]) < 0) {
        chars[length++] = text[at];
      }
    }
    return this;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return CharBuffer.wrap(Arrays.copyOfRange(chars, start, end));
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
