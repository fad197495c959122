package dev.yinhu.piiscanner.han;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the word lists that are shipped: lines of words parted by spaces, {@code #} comments. */
public final class Words {
  private Words() {}

  /** The lines of a list without comments and empty lines. */
  public static List<String> lines(String resource) {
    try (InputStream in = Words.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("word list is not on the class path: " + resource);
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("word list cannot be read: " + resource, e);
    }
  }

  /** The words of the sections of a list, by the name that stands in brackets above them. */
  public static Map<String, List<String>> sections(String resource) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (String line : lines(resource)) {
      if (line.charAt(0) == '[') {
        words =
            sections.computeIfAbsent(
                line.substring(1, line.indexOf(']')), name -> new ArrayList<>());
      } else {
        words.addAll(split(line));
      }
    }
    return sections;
  }

  /** The words of a line. */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < line.length()) {
      int space = line.indexOf(' ', start);
      int end = space < 0 ? line.length() : space;
      if (end > start) {
        words.add(line.substring(start, end));
      }
      start = end + 1;
    }
    return words;
  }
}
