package dev.yinhu.accessaudit.sink.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.accessaudit.AuditEntry;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the classes of OCSF do not share: class, activity, actor, and what was acted upon. */
interface OcsfBody {
  void write(JsonGenerator json) throws IOException;

  static OcsfBody of(LogEvent event) {
    return switch (event.entry()) {
      case AuditEntry.Access access -> new OcsfAccess(event, access);
      case AuditEntry.Admin admin -> new OcsfAdmin(event, admin);
      case AuditEntry.Reading reading -> json -> reading(json, event, reading);
      case AuditEntry.Unknown _ -> json -> unknown(json, event);
    };
  }

  /**
   * A class of OCSF.
   *
   * @param uid its number
   * @param category the number of its category
   */
  record OcsfClass(int uid, String name, int category, String categoryName) {
    static final OcsfClass BASE = new OcsfClass(0, "Base Event", 0, "Uncategorized");
    static final OcsfClass DATASTORE =
        new OcsfClass(6_005, "Datastore Activity", 6, "Application Activity");
    static final OcsfClass ENTITY =
        new OcsfClass(3_004, "Entity Management", 3, "Identity & Access Management");

    /** The classification; a type is class × 100 + activity. */
    void write(JsonGenerator json, int activity, String activityName) throws IOException {
      json.writeNumberField("activity_id", activity);
      json.writeStringField("activity_name", activityName);
      json.writeNumberField("category_uid", category);
      json.writeStringField("category_name", categoryName);
      json.writeNumberField("class_uid", uid);
      json.writeStringField("class_name", name);
      json.writeNumberField("type_uid", uid * 100L + activity);
      json.writeStringField("type_name", name + ": " + activityName);
    }
  }

  private static void reading(JsonGenerator json, LogEvent event, AuditEntry.Reading reading)
      throws IOException {
    OcsfClass.DATASTORE.write(json, 4, "Query");
    actor(json, reading.actor());
    source(json, reading.actor());
    database(json, event.origin());
    startUnmapped(json, event);
    if (reading.subject().isPresent()) {
      json.writeStringField("subject", reading.subject().get());
    }
    strings(json, "filters", reading.filters());
    json.writeNumberField("count", reading.count());
    json.writeEndObject();
  }

  private static void unknown(JsonGenerator json, LogEvent event) throws IOException {
    OcsfClass.BASE.write(json, 99, "Other");
    json.writeStringField("raw_data", event.json());
    startUnmapped(json, event);
    json.writeEndObject();
  }

  /** An actor without a member of staff: the caller alone. */
  static void actor(JsonGenerator json, String caller) throws IOException {
    json.writeObjectFieldStart("actor");
    json.writeStringField("app_name", caller);
    json.writeEndObject();
  }

  /** Where it came from, as far as the log knows: the caller's name, no address. */
  static void source(JsonGenerator json, String caller) throws IOException {
    json.writeObjectFieldStart("src_endpoint");
    json.writeStringField("svc_name", caller);
    json.writeEndObject();
  }

  /** What kind of database it is the register does not say. */
  static void database(JsonGenerator json, String name) throws IOException {
    json.writeObjectFieldStart("database");
    json.writeStringField("name", name);
    json.writeNumberField("type_id", 0);
    json.writeStringField("type", "Unknown");
    json.writeEndObject();
  }

  /** Begins what OCSF has no word for with what a proof is asked for by. */
  static void startUnmapped(JsonGenerator json, LogEvent event) throws IOException {
    json.writeObjectFieldStart("unmapped");
    json.writeStringField("origin", event.origin());
    json.writeNumberField("index", event.index());
    json.writeStringField("leaf_hash", event.leafHash());
  }

  static void strings(JsonGenerator json, String member, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(member);
    for (var text : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }
}
