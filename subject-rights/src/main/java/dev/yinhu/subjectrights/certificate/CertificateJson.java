package dev.yinhu.subjectrights.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON as RFC 8785 has it, for certificates: objects in the order of their names, no white space,
 * texts and whole numbers below 2^53 only. The same content always gives the same bytes.
 */
final class CertificateJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CertificateJson() {}

  static String write(Map<String, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("certificates are maps, lists, numbers and texts only", e);
    }
  }

  static byte[] bytes(Map<String, ?> value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException when it is none; the message does not repeat it
   */
  static SortedMap<String, Object> read(String text) {
    try {
      return JSON.readValue(text, new TypeReference<TreeMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a certificate holds one JSON object");
    }
  }
}
