package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.compensation.CompensationKind;
import dev.yinhu.breachresponse.compensation.OfferState;
import dev.yinhu.breachresponse.drill.Drill;
import dev.yinhu.breachresponse.drill.Goal;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.tell.TellingState;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.WireName;
import dev.yinhu.service.http.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Estimates, assessments, clocks and decisions as JSON: the records of breach response themselves,
 * with names in snake case, words as they are written outside, and absent members left out. Members
 * may be added. Immutable; thread-safe.
 */
public final class BreachJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(words())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private BreachJson() {}

  private static SimpleModule words() {
    SimpleModule words = new SimpleModule();
    for (Class<?> each :
        new Class<?>[] {
          IncidentId.class, DutyName.class, Instant.class, LocalDate.class, Duration.class
        }) {
      words.addSerializer(each, ToStringSerializer.instance);
      words.addKeySerializer(each, ToStringSerializer.instance);
    }
    words.addSerializer(WireName.class, as(WireName::wire));
    words.addSerializer(Reason.class, as(Reason::text));
    words.addSerializer(CategoryKey.class, as(CategoryKey::value));
    words.addSerializer(ChannelKind.class, as(ChannelKind::wireName));
    words.addSerializer(Language.class, as(Language::tag));
    words.addSerializer(TellingState.class, as(TellingState::wireName));
    words.addSerializer(CompensationKind.class, as(CompensationKind::wireName));
    words.addSerializer(OfferState.class, as(OfferState::wireName));
    words.addSerializer(Drill.State.class, as(Drill.State::wireName));
    words.addKeySerializer(Goal.class, new GoalKey());
    words.addKeySerializer(CategoryKey.class, new Key());
    return words;
  }

  private static <T> JsonSerializer<T> as(Word<T> word) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider unused)
          throws IOException {
        json.writeString(word.of(value));
      }
    };
  }

  /** How something is written. */
  @FunctionalInterface
  private interface Word<T> {
    String of(T value);
  }

  private static final class Key extends JsonSerializer<CategoryKey> {
    @Override
    public void serialize(CategoryKey value, JsonGenerator json, SerializerProvider unused)
        throws IOException {
      json.writeFieldName(value.value());
    }
  }

  private static final class GoalKey extends JsonSerializer<Goal> {
    @Override
    public void serialize(Goal value, JsonGenerator json, SerializerProvider unused)
        throws IOException {
      json.writeFieldName(value.wire());
    }
  }

  /** A record as JSON. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static Answer answer(Object value) {
    return Answer.json(tree(value));
  }

  /** JSON that is kept as text. */
  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is kept as JSON is none", e);
    }
  }
}
