package dev.yinhu.subjectrights.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.subjectrights.RightsException;
import java.util.TreeMap;

/** Facts as a JSON object of texts, as the journal's tables hold them. */
final class FactsJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private FactsJson() {}

  static String write(Facts facts) {
    try {
      return JSON.writeValueAsString(facts.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts are texts only", e);
    }
  }

  static Facts read(String json) {
    try {
      return new Facts(JSON.readValue(json, TEXTS));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new RightsException(
          "the journal of a case holds facts that this release did not write: look at the rows of"
              + " rights.case_event and rights.case_step, or restore them from a backup",
          e);
    }
  }
}
