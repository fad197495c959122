package dev.yinhu.notices.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is filled into a gateway's request, each place escaped for where it stands: a JSON body is
 * filled in as a tree and then written, so that no text can leave its string.
 *
 * @param texts by the names of their places, such as {@code to} and {@code id}
 * @param parameters what {@code "{parameters}"}, alone in a JSON string, becomes an object of
 */
record Fields(Map<String, String> texts, Map<String, String> parameters) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
  private static final ObjectMapper JSON = new ObjectMapper();

  String inUrl(String template) {
    return fill(template, text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  String inHeader(String template) {
    return fill(template, text -> text.replaceAll("[^ -~]", ""));
  }

  String inForm(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(fill(each.getValue(), text -> text)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  String inJson(JsonNode template) {
    return filled(template).toString();
  }

  private JsonNode filled(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().equals("{parameters}")
          ? JSON.valueToTree(parameters)
          : TextNode.valueOf(fill(node.textValue(), text -> text));
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(each -> object.set(each.getKey(), filled(each.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(filled(each)));
      return array;
    }
    return node;
  }

  private String fill(String template, UnaryOperator<String> escape) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> {
          String text = texts.get(place.group(1));
          return Matcher.quoteReplacement(text == null ? place.group() : escape.apply(text));
        });
  }
}
