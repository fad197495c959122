package dev.yinhu.piiscanner.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each character folds to: its NFKC form (Unicode Standard Annex 15) as the JDK knows it, and
 * a few that NFKC leaves alone. Forms with combining marks stay as they were: a mark alone would
 * stand apart from its letter.
 */
final class FoldTable {
  /** In a page: the character folds to none or several. No character folds to a surrogate. */
  static final char SEVERAL = '\uD800';

  /** In a page: the character is the first half of a code point. */
  static final char PAIR = '\uD801';

  private static final char[] SAME = {};
  private static final int PAGE = 256;

  /** The lower bits of a character that {@link #PLAIN} does not look at. */
  static final int PLAIN_BITS = 5;

  /** Zero-width characters, controls of direction and joining, variation selectors, soft hyphen. */
  private static final int[][] GONE = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x180B, 0x180E}, {0x200B, 0x200F},
    {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB},
    {0xE0000, 0xE007F}, {0xE0100, 0xE01EF},
  };

  /** Hyphens, dashes of number width and the minus sign: written between digits for a hyphen. */
  private static final int[][] HYPHENS = {{0x2010, 0x2013}, {0x2212, 0x2212}};

  /** Han, Hangul and private characters fold to themselves, or the table would take long. */
  private static final int[][] UNASKED = {{0x3400, 0x9FFF}, {0xAC00, 0xF8FF}};

  /** Blocks beyond the basic plane that hold compatibility forms. */
  private static final int[][] SUPPLEMENTARY_BLOCKS = {
    {0x10780, 0x107BF},
    {0x1D400, 0x1D7FF},
    {0x1EE00, 0x1EEFF},
    {0x1F100, 0x1F2FF},
    {0x1FBF0, 0x1FBF9},
    {0x2F800, 0x2FA1F},
    {0xE0000, 0xE01EF},
  };

  /** By the upper byte; empty when all of its characters fold to themselves. */
  static final char[][] PAGES = new char[PAGE][];

  static final Map<Character, String> SEVERAL_BY_CHARACTER = fillPages();
  static final Map<Integer, String> SUPPLEMENTARY = supplementary();

  /** By 32 characters: whether all of them fold to themselves and none is a half. */
  static final boolean[] PLAIN = plain();

  private FoldTable() {}

  private static boolean[] plain() {
    boolean[] plain = new boolean[(Character.MAX_VALUE + 1) >>> PLAIN_BITS];
    Arrays.fill(plain, true);
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      char[] page = PAGES[c / PAGE];
      plain[c >>> PLAIN_BITS] &= page.length == 0 || page[c % PAGE] == c;
    }
    return plain;
  }

  private static Map<Character, String> fillPages() {
    Arrays.fill(PAGES, SAME);
    Map<Character, String> several = new HashMap<>();
    for (int c = PAGE / 2; c <= Character.MAX_VALUE; c++) {
      String folded = folded(c);
      if (folded != null && folded.length() == 1) {
        page(c)[c % PAGE] = folded.charAt(0);
      } else if (folded != null) {
        page(c)[c % PAGE] = SEVERAL;
        several.put((char) c, folded);
      }
    }
    for (int high = Character.MIN_HIGH_SURROGATE; high <= Character.MAX_HIGH_SURROGATE; high++) {
      page(high)[high % PAGE] = PAIR;
    }
    return Map.copyOf(several);
  }

  private static Map<Integer, String> supplementary() {
    Map<Integer, String> folds = new HashMap<>();
    for (int[] block : SUPPLEMENTARY_BLOCKS) {
      for (int c = block[0]; c <= block[1]; c++) {
        String folded = folded(c);
        if (folded != null) {
          folds.put(c, folded);
        }
      }
    }
    return Map.copyOf(folds);
  }

  private static char[] page(int c) {
    int number = c / PAGE;
    if (PAGES[number].length == 0) {
      char[] page = new char[PAGE];
      for (int i = 0; i < PAGE; i++) {
        page[i] = (char) (number * PAGE + i);
      }
      PAGES[number] = page;
    }
    return PAGES[number];
  }

  private static @Nullable String folded(int c) {
    if (isIn(GONE, c)) {
      return "";
    }
    if (isIn(HYPHENS, c)) {
      return "-";
    }
    if (isIn(UNASKED, c)) {
      return null;
    }
    String self = Character.toString(c);
    String folded = Normalizer.normalize(self, Form.NFKC);
    if (folded.equals(self) || folded.codePoints().anyMatch(FoldTable::isMark)) {
      return null;
    }
    return folded.codePoints().mapToObj(FoldTable::again).collect(Collectors.joining());
  }

  /** Presentation forms of dashes become dashes, and these hyphens. */
  private static String again(int c) {
    return isIn(GONE, c) ? "" : isIn(HYPHENS, c) ? "-" : Character.toString(c);
  }

  private static boolean isMark(int c) {
    int kind = Character.getType(c);
    return kind == Character.NON_SPACING_MARK || kind == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isIn(int[][] ranges, int c) {
    for (int[] range : ranges) {
      if (c >= range[0] && c <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
