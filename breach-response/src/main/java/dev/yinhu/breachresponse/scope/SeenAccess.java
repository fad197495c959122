package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Instant;
import java.util.List;

/**
 * What a count needs of an access.
 *
 * @param purpose its key, empty for none: no purpose is empty
 * @param actor the code, empty for none
 */
record SeenAccess(
    Instant time,
    Operation operation,
    String caller,
    String purpose,
    String actor,
    long register,
    List<SeenItem> items) {

  /**
   * An item of it.
   *
   * @param persons references as two words each
   * @param others subjects whose names are no references
   */
  record SeenItem(String field, String outcome, int count, Persons persons, int others) {}

  /** References as two words each, one after the other. Immutable by agreement. */
  static final class Persons {
    private final long[] words;
    private final int size;

    Persons(long[] words, int size) {
      this.words = words;
      this.size = size;
    }

    int size() {
      return size;
    }

    long high(int number) {
      return words[2 * number];
    }

    long low(int number) {
      return words[2 * number + 1];
    }
  }

  static SeenAccess of(Access access) {
    return new SeenAccess(
        access.time(),
        access.operation(),
        access.caller().value(),
        access.purpose().map(Purpose::key).orElse(""),
        access.behalf().actor().map(Actor::code).orElse(""),
        access.registerVersion(),
        access.items().stream().map(SeenAccess::of).toList());
  }

  private static SeenItem of(Item item) {
    List<String> references = item.subjects().stream().filter(Reference::isOne).toList();
    long[] words = new long[2 * references.size()];
    for (int i = 0; i < references.size(); i++) {
      words[2 * i] = Reference.high(references.get(i));
      words[2 * i + 1] = Reference.low(references.get(i));
    }
    return new SeenItem(
        item.field(),
        item.outcome(),
        item.count(),
        new Persons(words, references.size()),
        item.subjects().size() - references.size());
  }
}
