package dev.yinhu.subjectrights.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;

/**
 * JSON as RFC 8785 has it, for what snapshots hold: names in the order of their UTF-16 code units
 * (which is the natural order of Java strings), no white space, whole numbers below 2^53, and texts
 * of printable ASCII, which no two writers escape differently.
 */
final class CanonicalJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CanonicalJson() {}

  static String write(SortedMap<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are maps, numbers and texts only", e);
    }
  }
}
