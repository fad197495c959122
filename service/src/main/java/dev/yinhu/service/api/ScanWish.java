package dev.yinhu.service.api;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.TypeNames;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which findings a request wants to hear of. */
interface ScanWish {
  /** The service has no types of its own. */
  TypeNames KNOWN = TypeNames.standard();

  /** Most names of what holds a text, and most types. */
  int MOST = 64;

  /** Names of types; null for all. */
  @Nullable List<String> types();

  /** The least confidence; null for the thresholds of the types. */
  @Nullable Double minConfidence();

  /** Whether the request wants to hear of this one. */
  default boolean wants(Finding finding) {
    List<String> wanted = types();
    Double least = minConfidence();
    return (wanted == null || wanted.contains(finding.type().name()))
        && (least == null || finding.confidence() >= least);
  }

  /** Names of what holds the text, nearest first. */
  static Hints hints(@Nullable List<String> names) {
    return names == null ? Hints.NONE : new Hints(names);
  }

  /** Checks names of what holds a text. */
  static @Nullable List<String> names(@Nullable List<String> names) {
    return bounded(names, "names");
  }

  /** Checks names of types. */
  static @Nullable List<String> types(@Nullable List<String> types) {
    List<String> given = bounded(types, "types");
    for (int i = 0; given != null && i < given.size(); i++) {
      checkType(given.get(i), "types/" + i);
    }
    return given;
  }

  /** Checks the name of a type. */
  static PiiType checkType(String name, String member) {
    PiiType type;
    try {
      type = new PiiType(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember(member, "the name of a type, such as CN_MOBILE");
    }
    Optional<String> nearest = KNOWN.nearest(type);
    if (nearest.isPresent()) {
      throw new InvalidMember(member, "the name of a type that there is, such as " + nearest.get());
    }
    return type;
  }

  /** Checks a least confidence. */
  static void checkConfidence(@Nullable Double confidence) {
    if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
      throw new InvalidMember("min_confidence", "a number between 0 and 1");
    }
  }

  private static @Nullable List<String> bounded(@Nullable List<String> list, String member) {
    if (list == null) {
      return null;
    }
    if (list.size() > MOST) {
      throw new InvalidMember(member, "at most " + MOST + " of them");
    }
    return InvalidMember.requiredList(list, member);
  }
}
