package dev.yinhu.piiscanner.check;

import java.util.Locale;
import java.util.Set;

/** E-mail addresses in the form of RFC 5321 without quoting, and what only looks like one. */
final class Emails {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST = 254;
  private static final int LONGEST_LABEL = 63;

  /** Endings of files that no top-level domain has: {@code icon@2x.png} is a picture. */
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "png",
          "jpg",
          "jpeg",
          "gif",
          "svg",
          "webp",
          "bmp",
          "ico",
          "css",
          "scss",
          "less",
          "js",
          "jsx",
          "mjs",
          "ts",
          "tsx",
          "json",
          "xml",
          "yml",
          "yaml",
          "html",
          "htm",
          "php",
          "jsp",
          "txt",
          "log",
          "pdf",
          "doc",
          "docx",
          "xls",
          "xlsx",
          "ppt",
          "pptx",
          "csv",
          "java",
          "class",
          "jar",
          "war",
          "tgz",
          "gz",
          "rar",
          "mp4",
          "mp3",
          "webm",
          "woff",
          "ttf",
          "tmp",
          "bak",
          "conf",
          "cfg",
          "ini",
          "sql",
          "local",
          "localhost",
          "internal",
          "service",
          "target",
          "lan",
          "localdomain");

  private Emails() {}

  /** Whether local part and domain are well formed and the last label can be a domain's. */
  static boolean isAddress(CharSequence bare) {
    int at = indexOf(bare, '@', 0);
    return at > 0
        && at <= LONGEST_LOCAL
        && bare.length() <= LONGEST
        && isDotted(bare, 0, at)
        && isDomain(bare, at + 1);
  }

  private static boolean isDotted(CharSequence text, int from, int to) {
    if (text.charAt(from) == '.' || text.charAt(to - 1) == '.') {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (text.charAt(i) == '.' && text.charAt(i - 1) == '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDomain(CharSequence text, int from) {
    int start = from;
    int labels = 0;
    while (true) {
      int dot = indexOf(text, '.', start);
      int end = dot < 0 ? text.length() : dot;
      if (!isLabel(text, start, end)) {
        return false;
      }
      labels++;
      if (dot < 0) {
        return labels >= 2 && isTopLevel(text, start);
      }
      start = dot + 1;
    }
  }

  private static boolean isLabel(CharSequence text, int from, int to) {
    return to > from
        && to - from <= LONGEST_LABEL
        && text.charAt(from) != '-'
        && text.charAt(to - 1) != '-';
  }

  private static boolean isTopLevel(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!Letters.isUpper(Letters.upper(text.charAt(i)))) {
        return false;
      }
    }
    String label = text.subSequence(from, text.length()).toString().toLowerCase(Locale.ROOT);
    return label.length() >= 2 && !FILE_ENDINGS.contains(label);
  }

  private static int indexOf(CharSequence text, char wanted, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
