package dev.yinhu.service.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a request record is not what was expected. Thrown by the record's constructor;
 * becomes a 400 whose pointer ends in the member's name. Must not repeat the value.
 */
public final class InvalidMember extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String member;
  private final String expected;

  /**
   * @param member its JSON name; empty when the whole object is meant
   * @param expected what it should be, completing "expected …"
   */
  public InvalidMember(String member, String expected) {
    super(member + ": expected " + expected, null, false, false);
    this.member = member;
    this.expected = expected;
  }

  /** Gives back a member that must be there, or throws. */
  public static <T> T required(@Nullable T value, String member) {
    if (value == null) {
      throw new InvalidMember(member, "it to be present");
    }
    return value;
  }

  /** Gives back a copy of a list that must be there and hold no null, or throws. */
  public static <T> List<T> requiredList(
      @Nullable List<? extends @Nullable T> list, String member) {
    var present = required(list, member);
    for (int i = 0; i < present.size(); i++) {
      if (present.get(i) == null) {
        throw new InvalidMember(member + "/" + i, "it not to be null");
      }
    }
    return List.copyOf(present);
  }

  /** The member's JSON name. */
  public String member() {
    return member;
  }

  /** What it should be. */
  public String expected() {
    return expected;
  }
}
