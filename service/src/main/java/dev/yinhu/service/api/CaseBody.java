package dev.yinhu.service.api;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.WireName;
import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.correction.NewValue;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/requests}. */
record CaseBody(
    @Nullable String type,
    @Nullable String subject,
    @Nullable String requester,
    @Nullable String channel,
    @Nullable String vouching,
    @Nullable String source,
    @Nullable String purpose,
    @Nullable List<String> fields,
    @Nullable String field,
    @Nullable String value) {
  private static final int MOST_FIELDS = 50;

  CaseBody {
    var _ = word(CaseType.class, InvalidMember.required(type, "type"), "type");
    var _ = person(InvalidMember.required(subject, "subject"));
    requester = requester == null ? RequesterKind.SUBJECT.wire() : requester;
    channel = channel == null ? Channel.ONLINE.wire() : channel;
    var _ = word(RequesterKind.class, requester, "requester");
    var _ = word(Channel.class, channel, "channel");
    boolean withdraws = CaseType.WITHDRAW.wire().equals(type);
    if (withdraws != (purpose != null)) {
      throw new InvalidMember("purpose", "the purpose with the type withdraw, and with no other");
    }
    if (purpose != null) {
      var _ = purpose(purpose);
    }
    if (fields != null) {
      checkFields(type, fields);
      fields = List.copyOf(new LinkedHashSet<>(fields));
    }
    if (field != null || value != null) {
      var _ = wanted(type, field, value);
    }
    ProofBody.checkToken(vouching);
    ProofBody.checkSource(source);
  }

  CaseWish wish(String caller) {
    return new CaseWish(
        word(CaseType.class, InvalidMember.required(type, "type"), "type"),
        person(InvalidMember.required(subject, "subject")),
        word(RequesterKind.class, InvalidMember.required(requester, "requester"), "requester"),
        word(Channel.class, InvalidMember.required(channel, "channel"), "channel"),
        caller);
  }

  /** Where its work begins; empty when it begins at no place. */
  List<String> places() {
    if (fields != null) {
      return fields;
    }
    if (field != null) {
      return List.of(field);
    }
    return purpose == null ? List.of() : List.of(purpose);
  }

  /** What is to stand in a field. */
  Optional<NewValue> wanted() {
    return field == null ? Optional.empty() : Optional.of(wanted(type, field, value));
  }

  private static NewValue wanted(
      @Nullable String type, @Nullable String field, @Nullable String value) {
    boolean corrects =
        CaseType.CORRECT.wire().equals(type) || CaseType.SUPPLEMENT.wire().equals(type);
    if (!corrects || field == null || value == null) {
      throw new InvalidMember(
          "field", "field and value together, with the types correct and supplement");
    }
    FieldRef ref;
    try {
      ref = FieldRef.parse(field);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("field", "a field of the register");
    }
    try {
      return new NewValue(ref, value);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("value", String.valueOf(e.getMessage()));
    }
  }

  private static void checkFields(@Nullable String type, List<String> fields) {
    String expected = "1 to " + MOST_FIELDS + " fields of the register, with the type restrict";
    boolean fits = CaseType.RESTRICT.wire().equals(type);
    if (!fits || fields.isEmpty() || fields.size() > MOST_FIELDS) {
      throw new InvalidMember("fields", expected);
    }
    for (String field : fields) {
      try {
        var _ = FieldRef.parse(field);
      } catch (IllegalArgumentException | NullPointerException e) {
        throw new InvalidMember("fields", expected);
      }
    }
  }

  private static Purpose purpose(String key) {
    try {
      return new Purpose(key);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("purpose", "the key of a purpose of the register");
    }
  }

  private static SubjectId person(String id) {
    try {
      return new SubjectId(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("subject", "the platform's id of a person");
    }
  }

  /** The word of that spelling, or a complaint that lists those that there are. */
  static <E extends Enum<E> & WireName> E word(Class<E> words, String wire, String member) {
    return CaseDesk.word(words, wire)
        .orElseThrow(() ->
            new InvalidMember(
                member,
                "one of "
                    + Arrays.stream(words.getEnumConstants())
                        .map(WireName::wire)
                        .collect(Collectors.joining(", "))));
  }

  /** Without the person. */
  @Override
  public String toString() {
    return "CaseBody[" + type + "]";
  }
}
