package dev.yinhu.accessaudit.policy;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.policy.TrustPolicy.Log;
import dev.yinhu.accessaudit.policy.TrustPolicy.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one policy file, line by line (C2SP tlog-policy, "Policy file syntax and structure"). For
 * one file and one thread.
 */
final class PolicyReader {
  /**
   * The specification asks for 32 of each; groups may stand within groups, so a bound is needed.
   */
  private static final int MAX_OF_EACH = 256;

  private static final int MAX_LENGTH = 4_000_000;
  private static final String NONE = "none";

  private final List<Log> logs = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private int groups;
  private @Nullable Quorum quorum;

  TrustPolicy read(String text) {
    checkCharacters(text);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      try {
        line(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "line %d of the policy: %s".formatted(number, e.getMessage()), e);
      }
    }
    Quorum found = quorum;
    if (found == null) {
      throw new IllegalArgumentException("the policy has no line 'quorum NAME' or 'quorum none'");
    }
    return new TrustPolicy(logs, witnesses, found);
  }

  private static void checkCharacters(String text) {
    if (!text.endsWith("\n") || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a policy is lines of text, each ending in a newline, of at most 4 million characters");
    }
    if (!text.chars().allMatch(c -> c == '\t' || c == '\n' || (c >= ' ' && c != 0x7f))) {
      throw new IllegalArgumentException("the policy has a control character in it");
    }
  }

  private void line(String line) {
    List<String> items =
        Arrays.stream(line.split("[ \t]+", -1)).filter(item -> !item.isEmpty()).toList();
    if (items.isEmpty() || items.getFirst().startsWith("#")) {
      return;
    }
    switch (items.getFirst()) {
      case "log" -> log(items);
      case "witness" -> witness(items);
      case "group" -> group(items);
      case "quorum" -> quorum(items);
      default -> throw new IllegalArgumentException("it is none of log, witness, group, quorum");
    }
  }

  private void log(List<String> items) {
    check(items.size() == 2 || items.size() == 3, "it is not 'log VKEY [URL]'");
    NoteKey key = NoteKey.parse(items.get(1));
    check(logs.size() < MAX_OF_EACH, "more than 256 logs");
    check(
        logs.stream().noneMatch(log -> log.key().wrapsSameKeyAs(key)),
        "an earlier log has the same key");
    logs.add(new Log(key, optional(items, 2)));
  }

  private void witness(List<String> items) {
    check(items.size() == 3 || items.size() == 4, "it is not 'witness NAME VKEY [URL]'");
    NoteKey key = NoteKey.parse(items.get(2));
    check(key.type().isCosignature(), "a witness has a key of type 4 or 6");
    check(witnesses.size() < MAX_OF_EACH, "more than 256 witnesses");
    check(
        witnesses.stream().noneMatch(witness -> witness.key().wrapsSameKeyAs(key)),
        "an earlier witness has the same key");
    name(items.get(1), new Quorum.One(items.get(1)));
    witnesses.add(new Witness(items.get(1), key, optional(items, 3)));
  }

  private void group(List<String> items) {
    check(items.size() >= 4, "it is not 'group NAME all|any|NUMBER NAME…'");
    check(++groups <= MAX_OF_EACH, "more than 256 groups");
    List<Quorum> of = items.subList(3, items.size()).stream().map(this::member).toList();
    int needed = needed(items.get(2), of.size());
    name(items.get(1), new Quorum.Group(needed, of));
  }

  private Quorum member(String name) {
    Quorum member = named.get(name);
    if (member == null) {
      throw new IllegalArgumentException("no line before it defines a member that it names");
    }
    check(members.add(name), "a member of it is in a group already");
    return member;
  }

  private static int needed(String text, int size) {
    int needed =
        switch (text) {
          case "all" -> size;
          case "any" -> 1;
          default -> text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
        };
    check(needed >= 1 && needed <= size, "a group needs all, any, or 1 to as many as it has");
    return needed;
  }

  private void quorum(List<String> items) {
    check(items.size() == 2, "it is not 'quorum NAME'");
    check(quorum == null, "there is a quorum already");
    Quorum found = items.get(1).equals(NONE) ? new Quorum.None() : named.get(items.get(1));
    if (found == null) {
      throw new IllegalArgumentException("no line before it defines the quorum that it names");
    }
    quorum = found;
  }

  private void name(String name, Quorum quorum) {
    check(!name.equals(NONE), "the name 'none' is taken");
    check(named.putIfAbsent(name, quorum) == null, "an earlier line has the same name");
  }

  private static Optional<String> optional(List<String> items, int at) {
    return items.size() > at ? Optional.of(items.get(at)) : Optional.empty();
  }

  private static void check(boolean fits, String otherwise) {
    if (!fits) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
