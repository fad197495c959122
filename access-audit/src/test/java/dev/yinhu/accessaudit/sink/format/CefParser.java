package dev.yinhu.accessaudit.sink.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a CEF event as a receiver does: seven header fields ended by an unescaped pipe, then pairs;
 * a key is the last word before an unescaped equals sign.
 */
record CefParser(List<String> header, Map<String, String> extension) {
  static CefParser of(String line) {
    List<String> header = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int at = 0;
    while (header.size() < 7) {
      char c = line.charAt(at++);
      if (c == '\\') {
        field.append(line.charAt(at++));
      } else if (c == '|') {
        header.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    return new CefParser(header, pairs(line.substring(at)));
  }

  private static Map<String, String> pairs(String text) {
    List<Integer> signs = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '=') {
        signs.add(i);
      }
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    int keyAt = 0;
    for (int i = 0; i < signs.size(); i++) {
      String key = text.substring(keyAt, signs.get(i));
      int end = text.length();
      if (i + 1 < signs.size()) {
        end = text.lastIndexOf(' ', signs.get(i + 1));
        keyAt = end + 1;
      }
      if (pairs.put(key, plain(text.substring(signs.get(i) + 1, end))) != null) {
        throw new IllegalStateException("the key " + key + " stands twice");
      }
    }
    return pairs;
  }

  private static String plain(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        char escaped = value.charAt(++i);
        text.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case '\\', '=' -> escaped;
              default -> throw new IllegalStateException("\\" + escaped + " is no escape");
            });
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
