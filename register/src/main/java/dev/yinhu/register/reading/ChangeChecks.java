package dev.yinhu.register.reading;

import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Register;
import dev.yinhu.register.Suite;
import dev.yinhu.register.ValueFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of what a new version of the register would make of values that are stored already under
 * the one before: ciphertexts that open no more, rows that are found no more. For one reading.
 */
final class ChangeChecks {
  private static final String UNREADABLE =
      ": values that are stored already cannot be opened any more. Keep the old field as it was and"
          + " declare a new one, then decrypt from the one and encrypt into the other";
  private static final String UNFINDABLE =
      ": rows that are stored already are not found by it until POST /v1/index was asked anew for"
          + " each of them";

  private final Problems problems;
  private final FieldLinks links;
  private final Place elsewhere;

  /**
   * @param links the fields of the new version
   * @param elsewhere where to tell what concerns nothing that is written
   */
  ChangeChecks(Problems problems, FieldLinks links, Place elsewhere) {
    this.problems = problems;
    this.links = links;
    this.elsewhere = elsewhere;
  }

  void check(Register before, List<CompoundIndex> compounds) {
    Set<FieldRef> moved = new HashSet<>();
    for (DeclaredField old : before.fields()) {
      Optional<DeclaredField> now = links.get(old.ref());
      if (old.protection().isPresent()) {
        now.ifPresentOrElse(field -> compare(old, field, moved), () -> gone(old));
      }
    }
    Map<FieldRef, CompoundIndex> known = new HashMap<>();
    before.datasets().stream()
        .flatMap(dataset -> dataset.collections().stream())
        .flatMap(collection -> collection.compoundIndexes().stream())
        .forEach(index -> known.put(index.ref(), index));
    compounds.forEach(index ->
        Optional.ofNullable(known.get(index.ref())).ifPresent(old -> compare(old, index, moved)));
  }

  private void gone(DeclaredField old) {
    problems.add(
        ProblemCode.UNREADABLE_CHANGE,
        elsewhere,
        "field "
            + old.ref()
            + " is not declared any more: ciphertexts are bound to its name and cannot be opened"
            + " under another. Keep it declared as long as any are stored");
  }

  private void compare(DeclaredField old, DeclaredField now, Set<FieldRef> moved) {
    Place place = links.place(now.ref()).orElse(elsewhere);
    Protection before = old.protection().orElseThrow();
    if (!shape(before).equals(now.protection().flatMap(ChangeChecks::shape))) {
      unreadable(place, now, "suite or format changes from or to one that keeps the shape");
    }
    if (old.subject().isPresent() != now.subject().isPresent()) {
      unreadable(
          place, now, now.subject().isPresent() ? "gets a subject" : "has its subject taken away");
    }
    now.protection().ifPresent(protection -> indexes(place, now.ref(), before, protection, moved));
  }

  private void unreadable(Place place, DeclaredField field, String what) {
    problems.add(
        ProblemCode.UNREADABLE_CHANGE, place, "field " + field.ref() + ": " + what + UNREADABLE);
  }

  private record Shape(Suite suite, Optional<ValueFormat> format) {}

  /** What a ciphertext that is no envelope is opened by; empty for envelopes, which say it all. */
  private static Optional<Shape> shape(Protection protection) {
    return switch (protection.suite()) {
      case FF1_AES256, FF1_SM4 -> Optional.of(new Shape(protection.suite(), protection.format()));
      case AES256_GCM, XAES256_GCM, AES256_SIV, SM4_GCM, SM4_CTR_HMAC_SM3 -> Optional.empty();
    };
  }

  private void indexes(
      Place place, FieldRef field, Protection before, Protection now, Set<FieldRef> moved) {
    boolean otherHash = isSm(before.suite()) != isSm(now.suite());
    if (now.index().isPresent() && isMoved(before.index(), now.index().get(), otherHash)) {
      moved.add(field);
      unfindable(place, "the index of field " + field);
    }
    now.partIndexes()
        .forEach((name, settings) -> {
          Optional<IndexSettings> old = Optional.ofNullable(before.partIndexes().get(name));
          if (isMoved(old, settings, otherHash)) {
            unfindable(place, "index " + name + " of field " + field);
          }
        });
  }

  /** A new one as well: rows that are stored already have none. */
  private static boolean isMoved(
      Optional<IndexSettings> before, IndexSettings now, boolean otherHash) {
    return otherHash
        || before.isEmpty()
        || !before.get().bits().equals(now.bits())
        || before.get().normalizer() != now.normalizer()
        || !before.get().part().equals(now.part())
        || before.get().partitions() > now.partitions();
  }

  private void compare(CompoundIndex old, CompoundIndex now, Set<FieldRef> moved) {
    boolean other =
        !old.fields().equals(now.fields())
            || !old.bits().equals(now.bits())
            || old.partitions() > now.partitions()
            || now.fields().stream().anyMatch(moved::contains);
    if (other) {
      Place place = links.place(now.fields().getFirst()).orElse(elsewhere);
      unfindable(place, "index " + now.ref());
    }
  }

  private void unfindable(Place place, String which) {
    problems.add(ProblemCode.UNFINDABLE_CHANGE, place, which + " changes or is new" + UNFINDABLE);
  }

  /** Whether the keyed hash beside the suite is the one with SM3. */
  private static boolean isSm(Suite suite) {
    return switch (suite) {
      case SM4_GCM, SM4_CTR_HMAC_SM3, FF1_SM4 -> true;
      case AES256_GCM, XAES256_GCM, AES256_SIV, FF1_AES256 -> false;
    };
  }
}
