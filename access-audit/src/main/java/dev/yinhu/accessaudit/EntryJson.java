package dev.yinhu.accessaudit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Admin;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Reading;
import dev.yinhu.accessaudit.AuditEntry.Unknown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one way in which entries are written: compact JSON, members in a fixed order
 * (docs/formats.md, "Audit entry"). The bytes are the leaf; they never change afterwards.
 *
 * <p>Safe for use by many threads.
 */
public final class EntryJson {
  /** The largest entry: its length must fit the u16 of a C2SP entry bundle. */
  public static final int MAX_BYTES = 65_535;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_SIZE = 384;

  private EntryJson() {}

  /**
   * The entry as one or more leaves. A request with so many items that one leaf cannot hold them is
   * split by rule: its items go into as many parts as needed, in order, each part a whole entry
   * marked {@code part} of {@code parts}; nothing is cut.
   */
  public static List<byte[]> leaves(AuditEntry entry) {
    return switch (entry) {
      case Admin admin -> List.of(bounded(admin(admin)));
      case Access access -> accessLeaves(access);
      case Reading reading -> List.of(bounded(reading(reading)));
      case Unknown _ ->
          throw new IllegalArgumentException("an entry of an unknown kind cannot be written");
    };
  }

  private static byte[] bounded(byte[] leaf) {
    if (leaf.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "an audit entry of %d bytes exceeds %d".formatted(leaf.length, MAX_BYTES));
    }
    return leaf;
  }

  private static List<byte[]> accessLeaves(Access access) {
    byte[] whole = access(access, access.items(), 1, 1);
    if (whole.length <= MAX_BYTES) {
      return List.of(whole);
    }
    List<List<Item>> parts = new ArrayList<>();
    split(access, access.items(), parts);
    List<byte[]> leaves = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      leaves.add(bounded(access(access, parts.get(i), i + 1, parts.size())));
    }
    return leaves;
  }

  /** Halves the items until each half fits, with room for the largest part numbers. */
  private static void split(Access access, List<Item> items, List<List<Item>> parts) {
    byte[] trial = access(access, items, Integer.MAX_VALUE, Integer.MAX_VALUE);
    if (trial.length <= MAX_BYTES) {
      parts.add(items);
    } else if (items.size() > 1) {
      int half = items.size() / 2;
      split(access, items.subList(0, half), parts);
      split(access, items.subList(half, items.size()), parts);
    } else {
      Item item = items.getFirst();
      int half = item.subjects().size() / 2;
      if (half == 0) {
        throw new IllegalArgumentException("an audit item without subjects cannot be this large");
      }
      split(access, List.of(part(item, half, 0, half)), parts);
      split(access, List.of(part(item, item.count() - half, half, item.subjects().size())), parts);
    }
  }

  private static Item part(Item item, int count, int from, int to) {
    return new Item(
        item.field(), item.outcome(), item.detail(), count, item.subjects().subList(from, to));
  }

  private static byte[] access(Access access, List<Item> items, int part, int parts) {
    return write(json -> {
      json.writeStringField("time", access.time().toString());
      json.writeStringField("request", access.requestId());
      if (parts > 1) {
        json.writeNumberField("part", part);
        json.writeNumberField("parts", parts);
      }
      json.writeStringField("operation", access.operation().wire());
      json.writeStringField("caller", access.caller().value());
      if (access.purpose().isPresent()) {
        json.writeStringField("purpose", access.purpose().get().key());
      }
      if (access.behalf().actor().isPresent()) {
        json.writeStringField("actor", access.behalf().actor().get().code());
      }
      if (access.behalf().reason().isPresent()) {
        json.writeStringField("reason", access.behalf().reason().get().text());
      }
      json.writeNumberField("register", access.registerVersion());
      json.writeArrayFieldStart("items");
      for (Item item : items) {
        item(json, item);
      }
      json.writeEndArray();
    });
  }

  /** Writes an item as entries have it; formats that carry whole items write the same. */
  public static void item(JsonGenerator json, Item item) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", item.field());
    json.writeStringField("outcome", item.outcome());
    if (!item.detail().isEmpty()) {
      json.writeStringField("detail", item.detail());
    }
    json.writeNumberField("count", item.count());
    json.writeArrayFieldStart("subjects");
    for (String subject : item.subjects()) {
      json.writeString(subject);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static byte[] admin(Admin admin) {
    return write(json -> {
      json.writeStringField("time", admin.time().toString());
      json.writeStringField("request", admin.requestId());
      json.writeStringField("actor", admin.actor());
      json.writeStringField("action", admin.action());
      json.writeStringField("phase", admin.phase().name().toLowerCase(Locale.ROOT));
      strings(json, "details", admin.details());
    });
  }

  private static byte[] reading(Reading reading) {
    return write(json -> {
      json.writeStringField("time", reading.time().toString());
      json.writeStringField("request", reading.requestId());
      json.writeStringField("actor", reading.actor());
      json.writeStringField("reading", reading.what());
      if (reading.subject().isPresent()) {
        json.writeStringField("subject", reading.subject().get());
      }
      strings(json, "filters", reading.filters());
      json.writeNumberField("count", reading.count());
    });
  }

  private static void strings(JsonGenerator json, String member, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(member);
    for (var text : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
