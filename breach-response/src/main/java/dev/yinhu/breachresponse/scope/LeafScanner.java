package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.breachresponse.scope.SeenAccess.Persons;
import dev.yinhu.breachresponse.scope.SeenAccess.SeenItem;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads accesses that stand exactly as docs/formats.md says, without a general reader of JSON, some
 * ten times as fast. Of everything else, such as members of a newer version, it says that it
 * cannot: then the general reader decides. For one thread.
 */
final class LeafScanner {
  private static final byte[] TIME = bytes("{\"time\":\"");
  private static final byte[] REQUEST = bytes(",\"request\":\"");
  private static final byte[] PART = bytes(",\"part\":");
  private static final byte[] PARTS = bytes(",\"parts\":");
  private static final byte[] OPERATION = bytes(",\"operation\":\"");
  private static final byte[] CALLER = bytes(",\"caller\":\"");
  private static final byte[] PURPOSE = bytes(",\"purpose\":\"");
  private static final byte[] ACTOR = bytes(",\"actor\":\"");
  private static final byte[] REASON = bytes(",\"reason\":\"");
  private static final byte[] REGISTER = bytes(",\"register\":");
  private static final byte[] ITEMS = bytes(",\"items\":[");
  private static final byte[] FIELD = bytes("{\"field\":\"");
  private static final byte[] OUTCOME = bytes(",\"outcome\":\"");
  private static final byte[] DETAIL = bytes(",\"detail\":\"");
  private static final byte[] COUNT = bytes(",\"count\":");
  private static final byte[] SUBJECTS = bytes(",\"subjects\":[");
  private static final byte[] ITEM_END = bytes("]}");
  private static final byte[] END = bytes("]}");
  private static final int DATE = 10;

  private final LeafNames<String> plain = new LeafNames<>(name -> name);
  private final LeafNames<Operation> operations = new LeafNames<>(LeafScanner::operation);
  private final LeafNames<String> callers = checked(name -> new CallerName(name).value());
  private final LeafNames<String> purposes = checked(name -> new Purpose(name).key());
  private final LeafNames<String> actors = checked(name -> new Actor(name).code());
  private final LeafNames<Long> days = new LeafNames<>(day -> LocalDate.parse(day).toEpochDay());
  private byte[] leaf = new byte[0];
  private int at;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static LeafNames<String> checked(Function<String, String> check) {
    return new LeafNames<>(check);
  }

  private static Operation operation(String wire) {
    for (Operation each : Operation.values()) {
      if (each.wire().equals(wire)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no operation is named so");
  }

  /** It stands otherwise. */
  private static final class Otherwise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Otherwise() {
      super("not as expected", null, false, false);
    }
  }

  /** The access of a leaf; empty of one that stands otherwise. */
  Optional<SeenAccess> read(byte[] bytes) {
    leaf = bytes;
    at = 0;
    try {
      return Optional.of(access());
    } catch (Otherwise
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  private SeenAccess access() {
    expect(TIME);
    Instant time = time();
    expect(REQUEST);
    pass();
    if (comes(PART)) {
      number();
      expect(PARTS);
      number();
    }
    expect(OPERATION);
    Operation operation = name(operations);
    expect(CALLER);
    String caller = name(callers);
    String purpose = comes(PURPOSE) ? name(purposes) : "";
    String actor = comes(ACTOR) ? name(actors) : "";
    if (comes(REASON)) {
      pass();
    }
    expect(REGISTER);
    long register = number();
    expect(ITEMS);
    List<SeenItem> items = new ArrayList<>(2);
    while (leaf[at] != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(item());
    }
    expect(END);
    if (at != leaf.length) {
      throw new Otherwise();
    }
    return new SeenAccess(time, operation, caller, purpose, actor, register, items);
  }

  private SeenItem item() {
    expect(FIELD);
    String field = name(plain);
    expect(OUTCOME);
    String outcome = name(plain);
    if (comes(DETAIL)) {
      pass();
    }
    expect(COUNT);
    long count = number();
    expect(SUBJECTS);
    long[] words = new long[2];
    int size = 0;
    while (leaf[at] != ']') {
      if (size > 0) {
        expect(',');
      }
      if (2 * size == words.length) {
        words = Arrays.copyOf(words, 2 * words.length);
      }
      reference(words, size++);
    }
    expect(ITEM_END);
    if (count < 1 || count < size || count > Integer.MAX_VALUE) {
      throw new Otherwise();
    }
    return new SeenItem(field, outcome, (int) count, new Persons(words, size), 0);
  }

  private void reference(long[] words, int number) {
    expect('"');
    if (!Reference.isOne(leaf, at)) {
      throw new Otherwise();
    }
    words[2 * number] = Reference.high(leaf, at);
    words[2 * number + 1] = Reference.low(leaf, at);
    at += Reference.LENGTH;
    expect('"');
  }

  private Instant time() {
    long day = days.of(leaf, at, DATE);
    at += DATE;
    expect('T');
    int hour = two();
    expect(':');
    int minute = two();
    expect(':');
    int second = two();
    int nanos = leaf[at] == '.' ? fraction() : 0;
    expect('Z');
    expect('"');
    if (hour > 23 || minute > 59 || second > 59) {
      throw new Otherwise();
    }
    return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second, nanos);
  }

  private int fraction() {
    int start = ++at;
    int nanos = 0;
    while (isDigit(leaf[at]) && at - start < 9) {
      nanos = nanos * 10 + leaf[at++] - '0';
    }
    if (at == start) {
      throw new Otherwise();
    }
    for (int i = at - start; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private int two() {
    if (!isDigit(leaf[at]) || !isDigit(leaf[at + 1])) {
      throw new Otherwise();
    }
    int number = (leaf[at] - '0') * 10 + leaf[at + 1] - '0';
    at += 2;
    return number;
  }

  private long number() {
    int start = at;
    long number = 0;
    while (isDigit(leaf[at]) && at - start < 18) {
      number = number * 10 + leaf[at++] - '0';
    }
    if (at == start || (at - start > 1 && leaf[start] == '0')) {
      throw new Otherwise();
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** A name up to its quotation mark; one with an escape in it is not told. */
  private <T> T name(LeafNames<T> names) {
    int start = at;
    while (leaf[at] != '"') {
      if (leaf[at] == '\\' || (leaf[at] >= 0 && leaf[at] < ' ')) {
        throw new Otherwise();
      }
      at++;
    }
    return names.of(leaf, start, at++ - start);
  }

  /** Passes over a text and its quotation mark. */
  private void pass() {
    while (leaf[at] != '"') {
      at += leaf[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private void expect(char character) {
    if (leaf[at++] != character) {
      throw new Otherwise();
    }
  }

  private void expect(byte[] wanted) {
    if (!comes(wanted)) {
      throw new Otherwise();
    }
  }

  private boolean comes(byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (leaf[at + i] != wanted[i]) {
        return false;
      }
    }
    at += wanted.length;
    return true;
  }
}
