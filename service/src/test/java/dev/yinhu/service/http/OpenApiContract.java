package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.yinhu.service.callers.Role;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Holds a served description to the routes and to real answers. Safe for use by many threads. */
public final class OpenApiContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode document;
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /**
   * @param json the text of {@code /openapi.json}
   */
  public OpenApiContract(String json) throws JsonProcessingException {
    document = JSON.readTree(json);
  }

  /** Every route is described, and everything described is a route, open to the same roles. */
  public void assertDescribes(Collection<Route> routes) {
    var declared = new TreeSet<String>();
    for (var route : routes) {
      declared.add(
          described(route.toString()) + " " + (route.open() ? "open" : words(route.roles())));
    }
    var described = new TreeSet<String>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    described.add(
                        operation.getKey().toUpperCase(Locale.ROOT)
                            + " "
                            + path.getKey()
                            + " "
                            + access(operation.getValue()))));
    assertThat(described).isEqualTo(declared);
  }

  /** The description knows no parameters of several segments and gives them a plain name. */
  private static String described(String path) {
    return path.replace("{+", "{");
  }

  private static Set<String> words(Set<Role> roles) {
    return roles.stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String access(JsonNode operation) {
    if (operation.has("security") && operation.get("security").isEmpty()) {
      return "open";
    }
    var roles = new TreeSet<String>();
    operation.path("x-roles").forEach(role -> roles.add(role.asText()));
    return roles.toString();
  }

  /** The body is what the description says of this status and media type. */
  public void assertAnswer(String method, String path, int status, String mediaType, String body) {
    var schema =
        schema(
            "paths",
            described(path),
            method.toLowerCase(Locale.ROOT),
            "responses",
            Integer.toString(status));
    assertThat(schema).as("%s %s answers %s: %s", method, path, status, body).isPresent();
    var content = resolved(schema.get()).path("content").path(mediaType).path("schema");
    assertThat(content.isMissingNode()).as("%s of %s %s", mediaType, method, path).isFalse();
    if (mediaType.endsWith("json")) {
      assertFits(content, body);
    }
  }

  /** The body fits a schema of {@code components/schemas}. */
  public void assertFits(String schemaName, String body) {
    assertFits(schema("components", "schemas", schemaName).orElseThrow(), body);
  }

  /** Every example in the document fits the schema it stands beside. */
  public void assertExamplesFit() {
    int examples = 0;
    for (JsonNode content : document.findValues("content")) {
      for (JsonNode media : content) {
        var schema = media.path("schema");
        if (media.has("example")) {
          assertFits(schema, media.get("example").toString());
          examples++;
        }
        for (JsonNode example : media.path("examples")) {
          assertFits(schema, example.get("value").toString());
          examples++;
        }
      }
    }
    assertThat(examples).isGreaterThan(5);
  }

  /** A comma in a text of the document that is not quoted begins a member without a value. */
  public void assertNoTextIsCutOff() {
    assertNoneEmpty(document, "");
  }

  private static void assertNoneEmpty(JsonNode part, String place) {
    part.forEachEntry((name, value) -> {
      if (!name.startsWith("example")) {
        assertThat(value.isNull()).as("%s is cut off at '%s'", place, name).isFalse();
        assertNoneEmpty(value, place + "/" + name);
      }
    });
    if (part.isArray()) {
      part.forEach(each -> assertNoneEmpty(each, place));
    }
  }

  private void assertFits(JsonNode schema, String body) {
    var errors = compiled.computeIfAbsent(schema, this::compile).validate(body, InputFormat.JSON);
    assertThat(errors).as(body).isEmpty();
  }

  private Schema compile(JsonNode schema) {
    var whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", document.get("components"));
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    return registry.getSchema(whole.toString(), InputFormat.JSON);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private Optional<JsonNode> schema(String... path) {
    var node = document;
    for (String name : path) {
      node = node.path(name);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }
}
