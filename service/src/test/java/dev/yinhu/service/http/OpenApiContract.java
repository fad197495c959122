package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Holds a served description to the routes and to real answers. */
public final class OpenApiContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode document;

  /**
   * @param json the text of {@code /openapi.json}
   */
  public OpenApiContract(String json) throws JsonProcessingException {
    document = JSON.readTree(json);
  }

  /** Every route is described, and everything described is a route, with the same openness. */
  public void assertDescribes(Collection<Route> routes) {
    var declared = new TreeSet<String>();
    for (var route : routes) {
      declared.add(route + (route.open() ? " open" : " guarded"));
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
                            + (isOpen(operation.getValue()) ? " open" : " guarded"))));
    assertThat(described).isEqualTo(declared);
  }

  private static boolean isOpen(JsonNode operation) {
    return operation.has("security") && operation.get("security").isEmpty();
  }

  /** The body is what the description says of this status and media type. */
  public void assertAnswer(String method, String path, int status, String mediaType, String body) {
    var schema =
        schema(
            "paths", path, method.toLowerCase(Locale.ROOT), "responses", Integer.toString(status));
    assertThat(schema).as("%s %s answers %s", method, path, status).isPresent();
    var content = resolved(schema.get()).path("content").path(mediaType).path("schema");
    assertThat(content.isMissingNode()).as("%s of %s %s", mediaType, method, path).isFalse();
    assertFits(content, body);
  }

  /** The body fits a schema of {@code components/schemas}. */
  public void assertFits(String schemaName, String body) {
    assertFits(schema("components", "schemas", schemaName).orElseThrow(), body);
  }

  private void assertFits(JsonNode schema, String body) {
    var whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", document.get("components"));
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    var errors =
        registry.getSchema(whole.toString(), InputFormat.JSON).validate(body, InputFormat.JSON);
    assertThat(errors).as(body).isEmpty();
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
