package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which subjects and values are canaries: made up and planted, so that nobody has a reason to read
 * them. All of them are known in memory on every node; asking is a hash look-up and never blocks,
 * the other methods go to the database. Safe for use by many threads.
 *
 * <p>A subject that is a canary makes all values of it canaries, whatever key they are under.
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

  private record Known(Set<SubjectRef> subjects, Set<CanaryMark> values, Set<String> fields) {}

  private final CanaryStore store;
  private final AesGcm sealing;
  private final InstantSource clock;
  private volatile Known known = new Known(Set.of(), Set.of(), Set.of());

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
    Set<SubjectRef> subjects = new HashSet<>();
    Set<CanaryMark> values = new HashSet<>();
    Set<String> fields = new HashSet<>();
    for (CanaryStore.Row row : store.live()) {
      byte[] mark =
          sealing
              .open(row.sealed().bytes(), associatedData(row.kind(), row.field()))
              .orElseThrow(() ->
                  new CryptoException(
                      "a stored canary was changed: restore the table crypto.canary from a"
                          + " backup"));
      if (row.kind().equals(Kind.SUBJECT.text)) {
        subjects.add(new SubjectRef(mark));
      } else {
        values.add(new CanaryMark(mark));
        fields.add(row.field());
      }
    }
    known = new Known(Set.copyOf(subjects), Set.copyOf(values), Set.copyOf(fields));
  }

  /** Whether a value that was opened, or its subject, is a canary. Never blocks. */
  public boolean contains(KeyScope scope, FieldRef field, byte[] plaintext) {
    Known now = known;
    return scope
        .subject()
        .map(now.subjects()::contains)
        .orElseGet(() ->
            now.fields().contains(field.text())
                && now.values().contains(CanaryMark.ofValue(field, plaintext)));
  }

  /** Makes subjects canaries. Durable when this returns, and told to every node. Blocks. */
  public void addSubjects(FieldRef field, Collection<SubjectRef> subjects) {
    add(Kind.SUBJECT, field, subjects.stream().map(CanaryMark::ofSubject).toList());
  }

  /**
   * Makes values of a field without subject canaries, as {@link #addSubjects} does: whoever seals
   * the same value in that field seals a canary.
   */
  public void addValues(FieldRef field, Collection<byte[]> plaintexts) {
    add(
        Kind.VALUE,
        field,
        plaintexts.stream().map(value -> CanaryMark.ofValue(field, value)).toList());
  }

  private void add(Kind kind, FieldRef field, List<CanaryMark> marks) {
    List<CanaryStore.Row> rows = new ArrayList<>(marks.size());
    for (CanaryMark mark : marks) {
      byte[] sealed = sealing.seal(mark.bytes(), associatedData(kind.text, field.text()));
      rows.add(new CanaryStore.Row(kind.text, field.text(), new WrappedKey(sealed)));
    }
    store.add(rows, clock.instant());
    reload();
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
