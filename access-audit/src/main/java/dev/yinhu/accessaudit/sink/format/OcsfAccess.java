package dev.yinhu.accessaudit.sink.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.EntryJson;
import java.io.IOException;
import java.util.List;

/** An access to fields as Datastore Activity. */
record OcsfAccess(LogEvent event, AuditEntry.Access access) implements OcsfBody {
  /** A field is {@code dataset.collection.field}. */
  private static final int WITH_TABLE = 3;

  @Override
  public void write(JsonGenerator json) throws IOException {
    activity(json);
    String caller = access.caller().value();
    json.writeObjectFieldStart("actor");
    json.writeStringField("app_name", caller);
    if (access.behalf().actor().isPresent()) {
      json.writeObjectFieldStart("user");
      json.writeStringField("uid", access.behalf().actor().get().code());
      json.writeEndObject();
    }
    json.writeEndObject();
    OcsfBody.source(json, caller);
    datastore(json);
    unmapped(json);
  }

  private void activity(JsonGenerator json) throws IOException {
    switch (access.operation()) {
      case ENCRYPT -> OcsfClass.DATASTORE.write(json, 9, "Encrypt");
      case DECRYPT -> OcsfClass.DATASTORE.write(json, 10, "Decrypt");
      case MASK -> OcsfClass.DATASTORE.write(json, 1, "Read");
      case SEARCH -> OcsfClass.DATASTORE.write(json, 4, "Query");
      case REWRAP -> OcsfClass.DATASTORE.write(json, 2, "Update");
    }
  }

  /** Dataset and collection, when all items have the same; each item names its own below. */
  private void datastore(JsonGenerator json) throws IOException {
    OcsfBody.database(json, same(0));
    boolean table = access.items().stream().allMatch(item -> parts(item).size() >= WITH_TABLE);
    if (table && !same(1).equals("*")) {
      json.writeObjectFieldStart("table");
      json.writeStringField("name", same(1));
      json.writeEndObject();
      json.writeNumberField("type_id", WITH_TABLE);
      json.writeStringField("type", "Table");
    } else {
      json.writeNumberField("type_id", 1);
      json.writeStringField("type", "Database");
    }
  }

  /** That part of the field names when they all have the same, else {@code *}. */
  private String same(int part) {
    List<String> all =
        access.items().stream()
            .map(OcsfAccess::parts)
            .map(parts -> part < parts.size() ? parts.get(part) : "*")
            .distinct()
            .toList();
    return all.size() == 1 ? all.getFirst() : "*";
  }

  private static List<String> parts(Item item) {
    return List.of(item.field().split("\\.", -1));
  }

  private void unmapped(JsonGenerator json) throws IOException {
    OcsfBody.startUnmapped(json, event);
    if (access.purpose().isPresent()) {
      json.writeStringField("purpose", access.purpose().get().key());
    }
    if (access.behalf().reason().isPresent()) {
      json.writeStringField("reason", access.behalf().reason().get().text());
    }
    json.writeNumberField("register", access.registerVersion());
    json.writeArrayFieldStart("items");
    for (Item item : access.items()) {
      EntryJson.item(json, item);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
