package dev.yinhu.breachresponse.jurisdiction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.breachresponse.BreachException;
import java.util.EnumSet;
import java.util.Set;

/** Facts as the table keeps them. */
final class FactsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FactsJson() {}

  static String write(Facts facts) {
    ObjectNode node = JSON.createObjectNode();
    node.put("persons", facts.persons());
    node.put("sensitive", facts.sensitive());
    node.put("minors", facts.minors());
    node.put("eu_persons", facts.euPersons());
    node.put("level", facts.level().wire());
    ArrayNode circumstances = node.putArray("circumstances");
    facts.circumstances().forEach(each -> circumstances.add(each.wire()));
    return node.toString();
  }

  static Facts read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      Set<Circumstance> circumstances = EnumSet.noneOf(Circumstance.class);
      node.required("circumstances")
          .forEach(each -> circumstances.add(Circumstance.parse(each.textValue())));
      return new Facts(
          node.required("persons").longValue(),
          node.required("sensitive").longValue(),
          node.required("minors").longValue(),
          node.required("eu_persons").longValue(),
          CacLevel.parse(node.required("level").textValue()),
          circumstances);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new BreachException("a kept assessment is damaged: its facts are not readable", e);
    }
  }
}
