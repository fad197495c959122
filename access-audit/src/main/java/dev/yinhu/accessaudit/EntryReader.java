package dev.yinhu.accessaudit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link EntryJson} wrote, of this and every earlier version; members that this version
 * does not know are passed over, so that it can follow a log that newer nodes write to.
 *
 * <p>A part of a split access is read as an access with the items of that part. For one thread and
 * one entry; {@link #read} is safe for use by many threads.
 */
public final class EntryReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build())
          .build();

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, Map<String, String>> objects = new HashMap<>();
  private @Nullable List<Item> items;

  private EntryReader() {}

  /**
   * The entry of a leaf.
   *
   * @throws AuditException when the bytes are not an entry; the message does not repeat them
   */
  public static AuditEntry read(byte[] leaf) {
    try (JsonParser json = FACTORY.createParser(leaf)) {
      EntryReader reader = new EntryReader();
      reader.members(json);
      return reader.entry();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      // Not the cause: its message may repeat the bytes.
      throw new AuditException("these bytes are not an audit entry");
    }
  }

  private void members(JsonParser json) throws IOException {
    expect(json.nextToken() == JsonToken.START_OBJECT);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      switch (json.nextToken()) {
        case VALUE_STRING -> texts.put(name, json.getText());
        case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
        case START_OBJECT -> objects.put(name, strings(json));
        case START_ARRAY -> array(json, name);
        default -> json.skipChildren();
      }
    }
    expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
  }

  private void array(JsonParser json, String name) throws IOException {
    if (!name.equals("items")) {
      json.skipChildren();
      return;
    }
    List<Item> read = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      read.add(item(json));
    }
    expect(json.currentToken() == JsonToken.END_ARRAY);
    items = read;
  }

  private static Item item(JsonParser json) throws IOException {
    Map<String, String> texts = HashMap.newHashMap(4);
    List<String> subjects = new ArrayList<>();
    int count = 0;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
      } else if (name.equals("count")) {
        count = json.getIntValue();
      } else if (name.equals("subjects") && token == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          subjects.add(json.getText());
        }
        expect(json.currentToken() == JsonToken.END_ARRAY);
      } else {
        json.skipChildren();
      }
    }
    expect(json.currentToken() == JsonToken.END_OBJECT);
    return new Item(
        required(texts, "field"),
        required(texts, "outcome"),
        texts.getOrDefault("detail", ""),
        count,
        subjects);
  }

  private static Map<String, String> strings(JsonParser json) throws IOException {
    Map<String, String> strings = new HashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        strings.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    expect(json.currentToken() == JsonToken.END_OBJECT);
    return strings;
  }

  private AuditEntry entry() {
    Instant time = Instant.parse(required(texts, "time"));
    String request = required(texts, "request");
    if (texts.containsKey("operation")) {
      return access(time, request);
    }
    if (texts.containsKey("action")) {
      return new AuditEntry.Admin(
          time,
          request,
          required(texts, "actor"),
          required(texts, "action"),
          phase(required(texts, "phase")),
          objects.getOrDefault("details", Map.of()));
    }
    if (texts.containsKey("reading")) {
      return reading(time, request);
    }
    return new AuditEntry.Unknown(time, request);
  }

  private AuditEntry access(Instant time, String request) {
    String operation = required(texts, "operation");
    List<Item> read = items;
    Optional<Operation> known = operation(operation);
    if (known.isEmpty()) {
      return new AuditEntry.Unknown(time, request);
    }
    expect(read != null && numbers.containsKey("register"));
    return new AuditEntry.Access(
        time,
        request,
        known.get(),
        new CallerName(required(texts, "caller")),
        text("purpose").map(Purpose::new),
        new Behalf(text("actor").map(Actor::new), text("reason").map(Reason::new)),
        numbers.getOrDefault("register", 0L),
        read == null ? List.of() : read);
  }

  private AuditEntry reading(Instant time, String request) {
    return new AuditEntry.Reading(
        time,
        request,
        required(texts, "actor"),
        required(texts, "reading"),
        text("subject"),
        objects.getOrDefault("filters", Map.of()),
        numbers.getOrDefault("count", 0L));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  private static Optional<Operation> operation(String wire) {
    for (Operation operation : Operation.values()) {
      if (operation.wire().equals(wire)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  private static Phase phase(String word) {
    return switch (word) {
      case "intent" -> Phase.INTENT;
      case "done" -> Phase.DONE;
      case "failed" -> Phase.FAILED;
      default -> throw new IllegalArgumentException("not a phase");
    };
  }

  private static String required(Map<String, String> texts, String name) {
    String text = texts.get(name);
    expect(text != null);
    return text == null ? "" : text;
  }

  private static void expect(boolean met) {
    if (!met) {
      throw new IllegalArgumentException("not as expected");
    }
  }
}
