package dev.yinhu.subjectrights.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Rows as a store sends them: a line of JSON each, and a last line that says how many they were, so
 * that rows which were cut off are not taken for all. A line has at most {@value #LONGEST} bytes,
 * which is all that is held at a time. For one answer.
 */
final class WebhookRows {
  private static final int LONGEST = 1 << 20;

  private final Node node;
  private final SubjectId person;
  private final List<FieldRef> fields;
  private final Set<String> names;

  WebhookRows(Node node, SubjectId person) {
    this.node = node;
    this.person = person;
    this.fields = WebhookWords.fields(node);
    this.names = fields.stream().map(FieldRef::field).collect(Collectors.toSet());
  }

  /** Gives each row; how many they were. */
  long read(InputStream body, Consumer<StoredRow> action) throws IOException {
    InputStream input = new BufferedInputStream(body);
    Optional<byte[]> line = line(input);
    Optional<byte[]> next = line(input);
    long count = 0;
    while (line.isPresent() && next.isPresent()) {
      action.accept(row(line.get()));
      count++;
      line = next;
      next = line(input);
    }
    byte[] last = line.orElseThrow(() -> new StoreUnavailable("the rows were cut off"));
    if (WebhookAnswers.number(end(last)) != count) {
      throw new BadAnswer(WebhookAnswers.BAD);
    }
    return count;
  }

  /** A whole line that says something else than the end means that the rest is missing. */
  private static JsonNode end(byte[] line) {
    return WebhookAnswers.object(line, Set.of("end")).get("end");
  }

  private StoredRow row(byte[] line) {
    JsonNode answer = WebhookAnswers.object(line, Set.of("person", "values"));
    if (!WebhookAnswers.text(answer.get("person")).equals(person.value())) {
      throw new BadAnswer("another-person");
    }
    JsonNode texts = answer.get("values");
    Set<String> there =
        texts.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    if (!there.equals(names)) {
      throw new BadAnswer(WebhookAnswers.BAD);
    }
    Map<FieldRef, Optional<String>> values = new LinkedHashMap<>();
    for (FieldRef field : fields) {
      JsonNode text = texts.get(field.field());
      values.put(field, text.isNull() ? Optional.empty() : Optional.of(WebhookAnswers.text(text)));
    }
    return theirs(values);
  }

  /** Where rows are found by the person's id alone, a row has it in one of these columns. */
  private StoredRow theirs(Map<FieldRef, Optional<String>> values) {
    boolean known =
        node.reaches().stream()
            .anyMatch(way ->
                switch (way) {
                  case Reach.BySubject(FieldRef column) ->
                      Optional.of(person.value()).equals(values.get(column));
                  case Reach.ByReference _ -> true;
                });
    if (!known) {
      throw new BadAnswer("another-person");
    }
    return new StoredRow(values);
  }

  /** The next line; empty at the end. A last line without its end is cut off. */
  private static Optional<byte[]> line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = input.read();
    while (next >= 0 && next != '\n') {
      if (line.size() == LONGEST) {
        throw new BadAnswer("answer-too-long");
      }
      line.write(next);
      next = input.read();
    }
    if (next < 0 && line.size() > 0) {
      throw new StoreUnavailable("the rows were cut off");
    }
    return next < 0 ? Optional.empty() : Optional.of(line.toByteArray());
  }
}
