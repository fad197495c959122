package dev.yinhu.piiscanner.source;

import java.util.regex.Pattern;

/** How names of keys, columns and elements are told: a name may itself be personal. */
final class ShownName {
  private static final int LONGEST = 80;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,}[0-9Xx]?");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private ShownName() {}

  /** Without runs of five digits or more, without what stands before an at sign, and not long. */
  static String of(String name) {
    String part = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    int at = part.lastIndexOf('@');
    String plain = at < 0 ? part : "*" + part.substring(at);
    return DIGITS.matcher(CONTROLS.matcher(plain).replaceAll(" ")).replaceAll("*");
  }
}
