package dev.yinhu.breachresponse.tell;

import java.util.Optional;

/**
 * A person of an incident in a list.
 *
 * @param person the reference of the subject directory
 * @param id by which the platform's stores know them; empty when no store does, and in drills
 * @param sensitive whether sensitive data of theirs were seen
 * @param minor whether they are under fourteen; empty when that is not known
 */
public record ListedPerson(
    String person, Optional<String> id, boolean sensitive, Optional<Boolean> minor) {
  /** Shows no id. */
  @Override
  public String toString() {
    return "ListedPerson[" + person + "]";
  }
}
