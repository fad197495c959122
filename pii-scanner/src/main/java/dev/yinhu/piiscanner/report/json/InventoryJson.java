package dev.yinhu.piiscanner.report.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.Form;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.NecessityException;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.Unread;
import dev.yinhu.register.WireName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An inventory in a JSON report, from which the next scan tells what changed: places, types, forms
 * and numbers, no value.
 */
public final class InventoryJson {
  /** The field of a report under which it stands. */
  public static final String FIELD = "inventory";

  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private InventoryJson() {}

  /** Writes it as a value. */
  public static void write(Inventory inventory, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", VERSION);
    json.writeStringField("at", inventory.at().toString());
    json.writeArrayFieldStart("looked");
    for (Looked looked : inventory.looked()) {
      json.writeStartObject();
      scope(looked.scope(), json);
      json.writeStringField("reach", looked.reach().wire());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unread");
    for (Unread unread : inventory.unread()) {
      json.writeStartObject();
      scope(unread.scope(), json);
      json.writeStringField("why", unread.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("holdings");
    for (Holding holding : inventory.holdings()) {
      json.writeStartObject();
      holding(holding, json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void scope(Scope scope, JsonGenerator json) throws IOException {
    json.writeStringField("store", whole(scope.store()));
    if (scope.collection().isPresent()) {
      json.writeStringField("collection", whole(scope.collection().get()));
    }
    if (scope.field().isPresent()) {
      json.writeStringField("field", whole(scope.field().get()));
    }
  }

  private static void holding(Holding holding, JsonGenerator json) throws IOException {
    scope(Scope.of(holding.place()), json);
    if (holding.type().isPresent()) {
      json.writeStringField("type", holding.type().get().name());
    }
    json.writeStringField("form", holding.form().wire());
    json.writeNumberField("found", holding.amount().found());
    json.writeNumberField("read", holding.amount().read());
    if (holding.amount().total().isPresent()) {
      json.writeNumberField("total", holding.amount().total().getAsLong());
    }
    json.writeStringField("reach", holding.amount().reach().wire());
  }

  /**
   * Reads that of a report; the rest of it is passed over, however long.
   *
   * @throws IOException when the report cannot be read
   * @throws NecessityException when it has no inventory, or one that is broken
   */
  public static Inventory read(InputStream report) throws IOException {
    try (JsonParser parser = JSON.createParser(report)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean here = parser.currentName().equals(FIELD);
        parser.nextToken();
        if (here) {
          return inventory(JSON.readTree(parser));
        }
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      throw broken(e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw broken(e);
    }
    throw new NecessityException(
        "the earlier report has no inventory: give one that yinhu scan --json wrote");
  }

  private static NecessityException broken(Exception cause) {
    return new NecessityException(
        "the earlier report is broken: give one that yinhu scan --json wrote", cause);
  }

  private static Inventory inventory(JsonNode json) {
    if (json.path("version").asInt() != VERSION) {
      throw new NecessityException("this build reads version 1 of inventories");
    }
    List<Looked> looked = new ArrayList<>();
    json.path("looked")
        .forEach(one -> looked.add(new Looked(scope(one), named(Reach.values(), one, "reach"))));
    List<Unread> unread = new ArrayList<>();
    json.path("unread").forEach(one -> unread.add(new Unread(scope(one), text(one, "why"))));
    List<Holding> holdings = new ArrayList<>();
    json.path("holdings").forEach(one -> holdings.add(holding(one)));
    return new Inventory(Instant.parse(text(json, "at")), looked, unread, holdings);
  }

  private static Holding holding(JsonNode one) {
    return new Holding(
        new HeldAt(text(one, "store"), text(one, "collection"), optional(one, "field")),
        optional(one, "type").map(PiiType::new),
        named(Form.values(), one, "form"),
        new Amount(
            one.path("found").asLong(),
            one.path("read").asLong(),
            one.has("total") ? OptionalLong.of(one.path("total").asLong()) : OptionalLong.empty(),
            named(Reach.values(), one, "reach")));
  }

  private static Scope scope(JsonNode one) {
    return new Scope(text(one, "store"), optional(one, "collection"), optional(one, "field"));
  }

  private static String text(JsonNode one, String name) {
    return optional(one, name)
        .orElseThrow(() -> new IllegalArgumentException("a field is missing: " + name));
  }

  private static Optional<String> optional(JsonNode one, String name) {
    return Optional.ofNullable(one.get(name)).map(JsonNode::asText);
  }

  private static <T extends WireName> T named(T[] all, JsonNode one, String name) {
    String wire = text(one, name);
    return Arrays.stream(all)
        .filter(value -> value.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such " + name));
  }

  /** Half of a surrogate pair has no place in JSON; names of files may hold one. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
