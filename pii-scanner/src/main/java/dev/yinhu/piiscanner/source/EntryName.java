package dev.yinhu.piiscanner.source;

import java.util.regex.Pattern;

/** Names of entries of archives: only ever shown, never used as paths. Stateless. */
final class EntryName {
  private static final int LONGEST = 200;
  private static final Pattern UP = Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)");
  private static final Pattern ABSOLUTE = Pattern.compile("^([/\\\\]|[A-Za-z]:).*", Pattern.DOTALL);
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private EntryName() {}

  /** Whether it would lead out of the directory that the archive is unpacked in. */
  static boolean isUnsafe(String name) {
    return UP.matcher(name).find() || ABSOLUTE.matcher(name).matches();
  }

  /** For people: without control characters, and its end when it is long. */
  static String shown(String name) {
    String plain = CONTROLS.matcher(name).replaceAll("?");
    return plain.length() <= LONGEST ? plain : "…" + plain.substring(plain.length() - LONGEST);
  }
}
