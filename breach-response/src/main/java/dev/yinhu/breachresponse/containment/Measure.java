package dev.yinhu.breachresponse.containment;

import dev.yinhu.accessaudit.EntrySubjects;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.WireName;
import java.util.OptionalLong;

/**
 * Something that is held back.
 *
 * @param kind what is done
 * @param target to what: name of a caller or recipient, key of a purpose, a field, the reference of
 *     a person, or {@code *} for all keys
 * @param daily for {@link Kind#LIMIT}: how many values a day the caller may still see
 */
public record Measure(Kind kind, String target, OptionalLong daily) {
  private static final String ALL = "*";
  private static final String NAME = "[\\p{L}\\p{N}_.-]{1,200}";

  /** What is done. */
  public enum Kind implements WireName {
    /** A caller gets nothing. */
    CALLER("caller"),
    /** Nothing is done for a purpose. */
    PURPOSE("purpose"),
    /** The keys of a field are frozen: nothing of it is opened or looked up. */
    FIELD("field"),
    /** The key of a person is frozen. */
    PERSON("person"),
    /** All keys are frozen. */
    KEYS("keys"),
    /** A caller sees no more than so many values a day under each purpose. */
    LIMIT("limit"),
    /** Nothing is handed to a recipient. */
    RECIPIENT("recipient");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }

    /**
     * Of what {@link #wire} gives.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Kind parse(String text) {
      for (Kind each : values()) {
        if (each.wire.equals(text)) {
          return each;
        }
      }
      throw new IllegalArgumentException("not a kind of containment");
    }
  }

  /**
   * @throws IllegalArgumentException when the target is not of its kind, or there is a limit where
   *     none belongs, or none where one does
   */
  public Measure {
    if (daily.isPresent() != (kind == Kind.LIMIT) || daily.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "a lowered limit, and nothing else, has a number of values a day, at least 1");
    }
    if (!isTarget(kind, target)) {
      throw new IllegalArgumentException("the target is not one of the kind " + kind.wire());
    }
  }

  /** Without a limit. */
  public Measure(Kind kind, String target) {
    this(kind, target, OptionalLong.empty());
  }

  private static boolean isTarget(Kind kind, String target) {
    try {
      return switch (kind) {
        case CALLER, LIMIT -> !new CallerName(target).value().isEmpty();
        case PURPOSE -> !new Purpose(target).key().isEmpty();
        case FIELD -> !FieldRef.parse(target).text().isEmpty();
        case PERSON -> EntrySubjects.isReference(target);
        case KEYS -> target.equals(ALL);
        case RECIPIENT -> target.matches(NAME);
      };
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
