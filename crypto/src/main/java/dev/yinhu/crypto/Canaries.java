package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which subjects and values are canaries: made up and planted, so that nobody has a reason to read
 * them. All of them are known in memory on every node; asking is a hash look-up and never blocks,
 * the other methods go to the database. Safe for use by many threads.
 *
 * <p>A subject that is a canary makes all values of it canaries, whatever key they are under. The
 * value that it was made with is known too, in the spelling that its blind index is computed over,
 * so that looking for it is told.
 */
public final class Canaries {
  private static final String SECRET = "canaries";
  private static final byte[] LABEL = LengthPrefixed.utf8("yinhu/canary/v1");

  /** What a canary is known by. */
  private enum Kind {
    SUBJECT("subject"),
    VALUE("value");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /**
   * How many there are.
   *
   * @param live those that are looked for
   * @param retired those that are not any more
   */
  public record Count(String field, long live, long retired) {}

  /**
   * A canary to make known.
   *
   * @param subject whose value it is; empty in fields without subject
   * @param value the value
   * @param lookedFor what its main blind index is computed over; empty when it has none
   */
  public record Made(Optional<SubjectRef> subject, String value, Optional<String> lookedFor) {
    @Override
    public String toString() {
      return "Made[***]";
    }
  }

  private static final class Known {
    private final Set<SubjectRef> subjects = new HashSet<>();
    private final Set<CanaryMark> values = new HashSet<>();
    private final Set<String> fieldsOfValues = new HashSet<>();
    private final Set<CanaryMark> lookedFor = new HashSet<>();
    private final Set<String> fieldsLookedIn = new HashSet<>();

    /** A second mark, where there is one, is of what a look-up is computed over. */
    void add(CanaryStore.Row row, byte[] marks) {
      byte[] first = Arrays.copyOf(marks, CanaryMark.BYTES);
      if (row.kind().equals(Kind.SUBJECT.text)) {
        subjects.add(new SubjectRef(first));
      } else {
        values.add(new CanaryMark(first));
        fieldsOfValues.add(row.field());
      }
      if (marks.length > CanaryMark.BYTES) {
        lookedFor.add(
            new CanaryMark(Arrays.copyOfRange(marks, CanaryMark.BYTES, 2 * CanaryMark.BYTES)));
        fieldsLookedIn.add(row.field());
      }
    }
  }

  private final CanaryStore store;
  private final AesGcm sealing;
  private final InstantSource clock;
  private volatile Known known = new Known();

  Canaries(CanaryStore store, SealedSecrets secrets, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    byte[] key =
        secrets.getOrCreate(
            SECRET,
            () -> {
              byte[] fresh = new byte[AesGcm.KEY_BYTES];
              random.nextBytes(fresh);
              return fresh;
            });
    try {
      this.sealing = new AesGcm(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Reads all of them anew; called when another node added or retired some. */
  synchronized void reload() {
    Known all = new Known();
    for (CanaryStore.Row row : store.live()) {
      byte[] marks =
          sealing
              .open(row.sealed().bytes(), associatedData(row.kind(), row.field()))
              .orElseThrow(() ->
                  new CryptoException(
                      "a stored canary was changed: restore the table crypto.canary from a"
                          + " backup"));
      all.add(row, marks);
    }
    known = all;
  }

  /** Whether a value that was opened, or its subject, is a canary. Never blocks. */
  public boolean contains(KeyScope scope, FieldRef field, byte[] plaintext) {
    Known now = known;
    return scope
        .subject()
        .map(now.subjects::contains)
        .orElseGet(() ->
            now.fieldsOfValues.contains(field.text())
                && now.values.contains(CanaryMark.ofValue(field, plaintext)));
  }

  /** Whether any canary of the field can be looked for. Never blocks. */
  public boolean canBeLookedFor(FieldRef field) {
    return known.fieldsLookedIn.contains(field.text());
  }

  /**
   * Whether somebody who looks for this looks for a canary. Never blocks.
   *
   * @param text what the field's main blind index is computed over
   */
  public boolean isLookedFor(FieldRef field, String text) {
    return known.lookedFor.contains(CanaryMark.ofValue(field, LengthPrefixed.utf8(text)));
  }

  /**
   * Makes subjects canaries, and where there is none, values: whoever seals the same value in that
   * field seals a canary. Durable when this returns, and told to every node. Blocks.
   */
  public void add(FieldRef field, Collection<Made> made) {
    List<CanaryStore.Row> rows = new ArrayList<>(made.size());
    for (Made one : made) {
      Kind kind = one.subject().isPresent() ? Kind.SUBJECT : Kind.VALUE;
      byte[] sealed = sealing.seal(marks(field, one), associatedData(kind.text, field.text()));
      rows.add(new CanaryStore.Row(kind.text, field.text(), new WrappedKey(sealed)));
    }
    store.add(rows, clock.instant());
    reload();
  }

  private static byte[] marks(FieldRef field, Made one) {
    CanaryMark mark =
        one.subject()
            .map(CanaryMark::ofSubject)
            .orElseGet(() -> CanaryMark.ofValue(field, LengthPrefixed.utf8(one.value())));
    byte[] second =
        one.lookedFor()
            .map(text -> CanaryMark.ofValue(field, LengthPrefixed.utf8(text)).bytes())
            .orElse(new byte[0]);
    byte[] marks = Arrays.copyOf(mark.bytes(), CanaryMark.BYTES + second.length);
    System.arraycopy(second, 0, marks, CanaryMark.BYTES, second.length);
    return marks;
  }

  /**
   * Retires the canaries of a field: from now on they are values like any other. Blocks.
   *
   * @return how many there were
   */
  public int retire(FieldRef field) {
    int retired = store.retire(field.text(), clock.instant());
    reload();
    return retired;
  }

  /** How many each field has, by name of the field. Blocks. */
  public List<Count> counts() {
    return store.counts();
  }

  private static byte[] associatedData(String kind, String field) {
    return LengthPrefixed.of(LABEL, LengthPrefixed.utf8(kind), LengthPrefixed.utf8(field));
  }
}
