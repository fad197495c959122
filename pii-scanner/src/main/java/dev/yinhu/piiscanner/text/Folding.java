package dev.yinhu.piiscanner.text;

import java.util.Arrays;

/** One pass of folding over the characters of a text, in place as long as lengths allow it. */
final class Folding {
  /** Room for a few expansions before the target must grow. */
  private static final int SLACK = 32;

  private static final int BYTE_BITS = 8;
  private static final int BYTE = 0xFF;

  private final char[] in;
  private final Shifts shifts = new Shifts();
  private final Pairs pairs = new Pairs();
  private char[] out;
  private int at;
  private int end;

  Folding(char[] in) {
    this.in = in;
    this.out = in;
  }

  FoldedText run() {
    even();
    end = at;
    if (at < in.length) {
      out = Arrays.copyOf(in, in.length + SLACK);
      while (at < in.length) {
        copyPlain();
        if (at < in.length) {
          uneven();
        }
      }
    }
    return new FoldedText(out, end, shifts, pairs);
  }

  private int behindPlain(int from) {
    boolean[] plain = FoldTable.PLAIN;
    int to = from;
    while (to < in.length && plain[in[to] >>> FoldTable.PLAIN_BITS]) {
      to++;
    }
    return to;
  }

  /** Copies what folds to itself, however long it is. */
  private void copyPlain() {
    int to = behindPlain(at);
    int length = to - at;
    if (end + length > out.length) {
      out = Arrays.copyOf(out, end + length + ((in.length - to) >> 1) + SLACK);
    }
    System.arraycopy(in, at, out, end, length);
    end += length;
    at = to;
  }

  /** Folds in place until a character folds to none or several. */
  private void even() {
    for (at = behindPlain(0); at < in.length; at = behindPlain(at + 1)) {
      char[] page = FoldTable.PAGES[in[at] >>> BYTE_BITS];
      char folded = page.length == 0 ? in[at] : page[in[at] & BYTE];
      if (folded == FoldTable.PAIR) {
        if (isPlainPair()) {
          at++;
        } else if (isPair()) {
          return;
        }
      } else if (folded == FoldTable.SEVERAL) {
        return;
      } else {
        in[at] = folded;
      }
    }
  }

  private boolean isPair() {
    return at + 1 < in.length && Character.isLowSurrogate(in[at + 1]);
  }

  /** Notes a pair that folds to itself. */
  private boolean isPlainPair() {
    if (!isPair()
        || FoldTable.SUPPLEMENTARY.containsKey(Character.toCodePoint(in[at], in[at + 1]))) {
      return false;
    }
    pairs.add(at + 1);
    return true;
  }

  private void uneven() {
    char c = in[at];
    char[] page = FoldTable.PAGES[c >>> BYTE_BITS];
    char folded = page.length == 0 ? c : page[c & BYTE];
    if (folded == FoldTable.SEVERAL) {
      put(FoldTable.SEVERAL_BY_CHARACTER.getOrDefault(c, ""), 1);
    } else if (folded == FoldTable.PAIR && isPair()) {
      pair();
    } else {
      put(folded == FoldTable.PAIR ? c : folded);
      at++;
    }
  }

  private void pair() {
    String folded = FoldTable.SUPPLEMENTARY.get(Character.toCodePoint(in[at], in[at + 1]));
    pairs.add(at + 1);
    if (folded == null) {
      put(in[at]);
      put(in[at + 1]);
      at += 2;
    } else {
      put(folded, 2);
    }
  }

  private void put(String folded, int originalLength) {
    if (folded.length() != originalLength) {
      shifts.add(end, folded.length(), at, originalLength);
    }
    for (int i = 0; i < folded.length(); i++) {
      put(folded.charAt(i));
    }
    at += originalLength;
  }

  private void put(char c) {
    if (end == out.length) {
      out = Arrays.copyOf(out, end + (end >> 1) + SLACK);
    }
    out[end++] = c;
  }
}
