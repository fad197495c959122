package dev.yinhu.piiscanner.rule;

/** Parses the linear dialect by recursive descent and writes it down again for Lucene. */
final class PatternParser {
  /** Highest bound of a repetition. */
  private static final int MOST_TIMES = 1_000;

  /** How many characters a pattern may stand for once its repetitions are written out. */
  private static final int MOST_POSITIONS = 10_000;

  private static final int DEEPEST = 32;
  private static final int HEX = 16;
  private static final int UNICODE_DIGITS = 4;

  private final String in;
  private final boolean ignoreCase;
  private int at;
  private int depth;

  /** What was read: its Lucene form, its shortest match and how many positions it has. */
  record Parsed(String lucene, int shortest, int positions) {
    private static final Parsed NOTHING = new Parsed("", 0, 0);

    private Parsed then(Parsed next) {
      return new Parsed(lucene + next.lucene, shortest + next.shortest, positions + next.positions);
    }
  }

  PatternParser(String in, boolean ignoreCase) {
    this.in = in;
    this.ignoreCase = ignoreCase;
  }

  Parsed parse() {
    if (in.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
      throw new IllegalArgumentException("a pattern holds characters of the basic plane only");
    }
    Parsed all = alternatives();
    if (at < in.length()) {
      throw wrong("')' without '('");
    }
    return all;
  }

  private Parsed alternatives() {
    if (++depth > DEEPEST) {
      throw wrong("groups stand more than " + DEEPEST + " deep");
    }
    Parsed all = sequence();
    while (at < in.length() && in.charAt(at) == '|') {
      at++;
      Parsed other = sequence();
      all =
          new Parsed(
              all.lucene + "|" + other.lucene,
              Math.min(all.shortest, other.shortest),
              all.positions + other.positions);
    }
    depth--;
    return all;
  }

  private Parsed sequence() {
    int start = at;
    Parsed all = Parsed.NOTHING;
    while (at < in.length() && in.charAt(at) != '|' && in.charAt(at) != ')') {
      all = all.then(repeated(atom()));
      if (all.positions > MOST_POSITIONS) {
        throw wrong("written out the pattern is longer than " + MOST_POSITIONS + " characters");
      }
    }
    if (at == start) {
      throw wrong("an alternative is empty: use '?' instead");
    }
    return all;
  }

  private Parsed repeated(Parsed atom) {
    if (at == in.length() || "?*+{".indexOf(in.charAt(at)) < 0) {
      return atom;
    }
    Parsed repeated =
        switch (in.charAt(at)) {
          case '?' -> simple(atom, '?', 0);
          case '*' -> simple(atom, '*', 0);
          case '+' -> simple(atom, '+', atom.shortest);
          default -> counted(atom);
        };
    if (at < in.length() && "?*+{".indexOf(in.charAt(at)) >= 0) {
      throw wrong("a repetition of a repetition, lazy or possessive: put it into a group");
    }
    return repeated;
  }

  private Parsed simple(Parsed atom, char sign, int shortest) {
    at++;
    return new Parsed(atom.lucene + sign, shortest, atom.positions);
  }

  private Parsed counted(Parsed atom) {
    at++;
    int least = number();
    int most = least;
    boolean open = false;
    if (at < in.length() && in.charAt(at) == ',') {
      at++;
      open = at < in.length() && in.charAt(at) == '}';
      most = open ? least + 1 : number();
    }
    expect('}');
    if (most < least || most == 0) {
      throw wrong("a repetition's bounds are the wrong way round or zero");
    }
    long positions = (long) atom.positions * most;
    if (positions > MOST_POSITIONS) {
      throw wrong("written out the pattern is longer than " + MOST_POSITIONS + " characters");
    }
    String bounds = "{" + least + "," + (open ? "" : most) + "}";
    return new Parsed(atom.lucene + bounds, atom.shortest * least, (int) positions);
  }

  private int number() {
    int start = at;
    while (at < in.length() && at - start < UNICODE_DIGITS && isDigit(in.charAt(at))) {
      at++;
    }
    int number = at == start ? -1 : Integer.parseInt(in, start, at, 10);
    if (number < 0 || number > MOST_TIMES) {
      throw wrong("a repetition is {n}, {n,} or {n,m} with bounds up to " + MOST_TIMES);
    }
    return number;
  }

  private Parsed atom() {
    char c = in.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '.' -> one("[^\n\r]");
      case '\\' -> {
        int escaped = escaped();
        yield one(escaped < 0 ? "[0-9]" : literal((char) escaped));
      }
      case '^', '$' -> throw wrong("there are no anchors: use 'before' and 'after'");
      case '?', '*', '+', '{' -> throw wrong("nothing stands before '" + c + "' to be repeated");
      default -> one(literal(c));
    };
  }

  private Parsed group() {
    if (at < in.length() && in.charAt(at) == '?') {
      throw wrong("there are no look-arounds, flags or named groups: only ( and )");
    }
    Parsed inner = alternatives();
    expect(')');
    return new Parsed("(" + inner.lucene + ")", inner.shortest, inner.positions);
  }

  private Parsed characterClass() {
    StringBuilder out = new StringBuilder("[");
    if (at < in.length() && in.charAt(at) == '^') {
      at++;
      out.append('^');
    }
    int start = at;
    while (at < in.length() && in.charAt(at) != ']') {
      member(out);
    }
    if (at == start) {
      throw wrong("a class is empty");
    }
    expect(']');
    return one(out.append(']').toString());
  }

  private void member(StringBuilder out) {
    int low = classCharacter();
    if (low < 0) {
      out.append("0-9");
      return;
    }
    boolean range = at + 1 < in.length() && in.charAt(at) == '-' && in.charAt(at + 1) != ']';
    int high = low;
    if (range) {
      at++;
      high = classCharacter();
    }
    if (high < low) {
      throw wrong("a range of a class is the wrong way round");
    }
    range(out, (char) low, (char) high);
    if (ignoreCase) {
      otherCase(out, low, high, 'a', 'z', 'A' - 'a');
      otherCase(out, low, high, 'A', 'Z', 'a' - 'A');
    }
  }

  private static void otherCase(
      StringBuilder out, int low, int high, char first, char last, int shift) {
    int from = Math.max(low, first);
    int to = Math.min(high, last);
    if (from <= to) {
      range(out, (char) (from + shift), (char) (to + shift));
    }
  }

  /** For Lucene a range never starts with a character behind a backslash. */
  private static void range(StringBuilder out, char low, char high) {
    char start = low;
    while (start < high && plain(start).length() > 1) {
      out.append(plain(start++));
    }
    out.append(plain(start));
    if (high > start) {
      out.append('-').append(plain(high));
    }
  }

  private int classCharacter() {
    char c = in.charAt(at++);
    if (c == '[') {
      throw wrong("a class holds no class: write '\\['");
    }
    return c == '\\' ? escaped() : c;
  }

  /** The character behind a backslash; −1 for the digits. */
  private int escaped() {
    if (at == in.length()) {
      throw wrong("nothing stands behind the last backslash");
    }
    char c = in.charAt(at++);
    return switch (c) {
      case 'd' -> -1;
      case 't' -> '\t';
      case 'u' -> unicode();
      case 'b', 'B' -> throw wrong("there is no \\b: use 'before' and 'after'");
      default -> {
        if (c > '~' || Character.isLetterOrDigit(c)) {
          throw wrong("there is no '\\" + c + "': only \\d, \\t, \\uXXXX and \\ before a sign");
        }
        yield c;
      }
    };
  }

  private char unicode() {
    int end = at + UNICODE_DIGITS;
    try {
      char c = (char) Integer.parseUnsignedInt(in, at, end, HEX);
      at = end;
      return requireWhole(c);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "at character " + (at + 1) + ": \\u takes four hexadecimal digits", e);
    }
  }

  private char requireWhole(char c) {
    if (Character.isSurrogate(c)) {
      throw wrong("a pattern holds characters of the basic plane only");
    }
    return c;
  }

  private static Parsed one(String lucene) {
    return new Parsed(lucene, 1, 1);
  }

  private String literal(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return ignoreCase && letter
        ? "[" + Character.toLowerCase(c) + Character.toUpperCase(c) + "]"
        : plain(c);
  }

  /** Lucene gives some signs a meaning; before a letter or digit a backslash would be one. */
  private static String plain(char c) {
    return c <= '~' && !Character.isLetterOrDigit(c) && !Character.isISOControl(c)
        ? "\\" + c
        : String.valueOf(c);
  }

  private void expect(char c) {
    if (at == in.length() || in.charAt(at) != c) {
      throw wrong("'" + c + "' is missing");
    }
    at++;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("at character " + Math.max(at, 1) + ": " + what);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
