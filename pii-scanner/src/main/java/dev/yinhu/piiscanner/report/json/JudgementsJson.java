package dev.yinhu.piiscanner.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.Change;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgement;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Reason;
import dev.yinhu.piiscanner.necessity.Score;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.StoreStanding;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Label;
import dev.yinhu.register.PurposeDeclaration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes judgements as one JSON object: score with its terms, stores, judgements, gaps, changes. No
 * value stands in it. Immutable; the memory it takes does not grow with the judgements.
 */
public final class JudgementsJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Scoring scoring;
  private final Words words;

  /** A writer; the words say what to do. */
  public JudgementsJson(Scoring scoring, Words words) {
    this.scoring = scoring;
    this.words = words;
  }

  /** Writes the object; the stream stays open. */
  public void write(Judgements judgements, Optional<List<Change>> drift, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(judgements, drift, json);
      json.writeRaw('\n');
    }
  }

  /** Writes the object as a value of a larger one. */
  public void write(Judgements judgements, Optional<List<Change>> drift, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("at", judgements.inventory().at().toString());
    json.writeStringField("profile", scoring.levels().profile().key());
    json.writeBooleanField("compliant", judgements.isCompliant());
    score(json, scoring.score(judgements.judged()));
    json.writeArrayFieldStart("stores");
    for (StoreStanding store : scoring.stores(judgements.judged())) {
      store(json, store);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("judgements");
    for (Judged judged : judgements.judged()) {
      judged(json, judged);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("not_looked_at");
    for (FieldRef field : judgements.notLookedAt()) {
      json.writeString(field.text());
    }
    json.writeEndArray();
    if (drift.isPresent()) {
      drift(json, drift.get());
    }
    json.writeEndObject();
  }

  private static void score(JsonGenerator json, Optional<Score> score) throws IOException {
    if (score.isEmpty()) {
      json.writeNullField("score");
      return;
    }
    json.writeObjectFieldStart("score");
    json.writeNumberField("points", score.get().points());
    json.writeArrayFieldStart("terms");
    for (Score.Term term : score.get().terms()) {
      json.writeStartObject();
      json.writeStringField("verdict", term.verdict().wire());
      json.writeNumberField("count", term.count());
      json.writeNumberField("weight", term.weight());
      json.writeNumberField("loses", term.loses());
      json.writeNumberField("lost", term.lost());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void store(JsonGenerator json, StoreStanding store) throws IOException {
    json.writeStartObject();
    json.writeStringField("store", whole(store.store()));
    json.writeStringField("highest_level", store.highest().key());
    json.writeNumberField("values_at_most", Math.round(store.values()));
    json.writeNumberField("judged", store.judged());
    json.writeStringField("worst", store.worst().wire());
    json.writeNumberField("points", store.score().points());
    json.writeEndObject();
  }

  private void judged(JsonGenerator json, Judged judged) throws IOException {
    json.writeStartObject();
    json.writeStringField("store", whole(judged.scope().store()));
    optional(json, "collection", judged.scope().collection());
    optional(json, "field", judged.scope().field());
    if (judged.holding().isPresent()) {
      holding(json, judged.holding().get());
    }
    json.writeStringField("level", scoring.levels().of(judged).key());
    json.writeStringField("verdict", judged.verdict().wire());
    if (judged.judgement() instanceof Judgement.Unreadable unreadable) {
      json.writeStringField("why", unreadable.why());
    }
    json.writeArrayFieldStart("reasons");
    for (Reason reason : judged.reasons()) {
      json.writeString(reason.wire());
    }
    json.writeEndArray();
    bearing(json, judged);
    label(json, "action", words.of(judged.verdict()).action());
    json.writeEndObject();
  }

  private static void bearing(JsonGenerator json, Judged judged) throws IOException {
    optional(json, "declared_as", judged.bearing().field().map(field -> field.ref().text()));
    json.writeArrayFieldStart("purposes");
    for (PurposeDeclaration purpose : judged.bearing().purposes()) {
      json.writeStartObject();
      json.writeStringField("purpose", purpose.key().key());
      json.writeStringField("state", purpose.state().wire());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void holding(JsonGenerator json, Holding holding) throws IOException {
    optional(json, "type", holding.type().map(Object::toString));
    json.writeStringField("form", holding.form().wire());
    Amount amount = holding.amount();
    json.writeNumberField("found", amount.found());
    json.writeNumberField("read", amount.read());
    json.writeStringField("reach", amount.reach().wire());
    json.writeArrayFieldStart("share");
    json.writeNumber(amount.share().low());
    json.writeNumber(amount.share().high());
    json.writeEndArray();
  }

  /** Writes changes as a field {@code changes}. */
  public static void drift(JsonGenerator json, List<Change> changes) throws IOException {
    json.writeArrayFieldStart("changes");
    for (Change change : changes) {
      HeldAt place = change.holding().place();
      json.writeStartObject();
      json.writeStringField("change", change.wire());
      json.writeStringField("store", whole(place.store()));
      json.writeStringField("collection", whole(place.collection()));
      optional(json, "field", place.field());
      holding(json, change.holding());
      optional(json, "doubt", change.doubted().map(Change.Doubt::wire));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void label(JsonGenerator json, String key, Label label) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("zh", label.zh());
    json.writeStringField("en", label.en());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String key, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(key, whole(text.get()));
    }
  }

  /** Half of a surrogate pair has no place in JSON; names of files may hold one. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
