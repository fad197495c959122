package dev.yinhu.service.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.fieldaccess.BatchResult;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.ItemResult.Checked;
import dev.yinhu.fieldaccess.ItemResult.Done;
import dev.yinhu.fieldaccess.ItemResult.Indexed;
import dev.yinhu.fieldaccess.ItemResult.Refused;
import dev.yinhu.fieldaccess.ItemResult.Tokenized;
import dev.yinhu.register.TokenKind;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the results of a batch, without a tree in between: this is the hottest answer. */
final class BatchJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int BYTES_PER_ITEM = 128;

  private BatchJson() {}

  /**
   * @param member the name under which a value stands: {@code value} or {@code ciphertext}
   */
  static Buffer write(BatchResult result, List<@Nullable String> references, String member) {
    return write(result, references, member, List.of());
  }

  /** Ciphertexts, each with {@code changed}: whether it is another than the one sent. */
  static Buffer rewrapped(
      BatchResult result, List<@Nullable String> references, List<String> sent) {
    return write(result, references, "ciphertext", sent);
  }

  private static Buffer write(
      BatchResult result, List<@Nullable String> references, String member, List<String> sent) {
    List<ItemResult> items = result.items();
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + BYTES_PER_ITEM * items.size());
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("results");
      for (int i = 0; i < items.size(); i++) {
        item(json, items.get(i), references.get(i), member, sent.isEmpty() ? null : sent.get(i));
      }
      json.writeEndArray();
      int succeeded = result.succeeded();
      json.writeNumberField("succeeded", succeeded);
      json.writeNumberField("failed", items.size() - succeeded);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  private static void item(
      JsonGenerator json,
      ItemResult item,
      @Nullable String reference,
      String member,
      @Nullable String sent)
      throws IOException {
    json.writeStartObject();
    if (reference != null) {
      json.writeStringField("reference", reference);
    }
    switch (item) {
      case Done(String value, boolean masked, OptionalInt keyVersion) -> {
        json.writeStringField(member, value);
        if (keyVersion.isPresent()) {
          json.writeNumberField("key_version", keyVersion.getAsInt());
        }
        if (masked) {
          json.writeBooleanField("masked", true);
        }
        if (sent != null) {
          json.writeBooleanField("changed", !sent.equals(value));
        }
      }
      case Indexed(Optional<IndexTerms> index, Map<String, IndexTerms> parts) ->
          indexed(json, index, parts);
      case Tokenized(String token, Optional<Instant> expires) -> {
        json.writeStringField("token", token);
        expires(json, expires);
      }
      case Checked(boolean token, Optional<TokenKind> kind, Optional<Instant> expires) -> {
        json.writeBooleanField("token", token);
        if (kind.isPresent()) {
          json.writeStringField("kind", kind.get().wire());
        }
        expires(json, expires);
      }
      case Refused(var code, String message) -> {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", code.text());
        json.writeStringField("message", message);
        json.writeBooleanField("retryable", code.retryable());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void expires(JsonGenerator json, Optional<Instant> expires) throws IOException {
    if (expires.isPresent()) {
      json.writeStringField("expires", expires.get().toString());
    }
  }

  private static void indexed(
      JsonGenerator json, Optional<IndexTerms> index, Map<String, IndexTerms> parts)
      throws IOException {
    if (index.isPresent()) {
      terms(json, index.get());
    }
    if (!parts.isEmpty()) {
      json.writeObjectFieldStart("parts");
      for (String name : new TreeSet<>(parts.keySet())) {
        json.writeObjectFieldStart(name);
        terms(json, Objects.requireNonNull(parts.get(name)));
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  private static void terms(JsonGenerator json, IndexTerms terms) throws IOException {
    json.writeStringField("index", terms.store());
    json.writeArrayFieldStart("query");
    for (String one : terms.query()) {
      json.writeString(one);
    }
    json.writeEndArray();
  }
}
