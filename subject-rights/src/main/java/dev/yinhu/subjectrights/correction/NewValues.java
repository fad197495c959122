package dev.yinhu.subjectrights.correction;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.PersonSeal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * What people want to stand in their fields, by the name of their request: sealed under a key that
 * is not in the database, and forgotten in the transaction in which the request ends. Durable;
 * blocks; safe for use by many threads and nodes.
 */
public final class NewValues {
  private final CorrectionStore store;
  private final PersonSeal seal;

  /** The schema {@code rights} is migrated. */
  public NewValues(Jdbi jdbi, PersonSeal seal) {
    this.store = new CorrectionStore(jdbi);
    this.seal = seal;
  }

  /** Keeps it for a request that has just come in, once. */
  public void keep(CaseId id, NewValue wanted) {
    store.add(id, wanted.field(), sealed(wanted.value(), label(id)));
  }

  /** Keeps what the request changes as masks leave it; the last counts. */
  void keep(CaseId id, MaskedChange change) {
    store.mask(
        id,
        change.before().map(text -> sealed(text, before(id))).orElse(null),
        sealed(change.after(), after(id)));
  }

  /** What the request changes; empty before it was looked at, and when it has ended. */
  public Optional<MaskedChange> change(CaseId id) {
    return store
        .field(id)
        .flatMap(field ->
            store
                .after(id)
                .map(masked ->
                    new MaskedChange(
                        field,
                        store.before(id).map(was -> opened(id, was, before(id))),
                        opened(id, masked, after(id)))));
  }

  private byte[] sealed(String text, String label) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    try {
      return seal.seal(value, label);
    } finally {
      Arrays.fill(value, (byte) 0);
    }
  }

  /** That of the request; empty when it brought none, or has ended. */
  public Optional<NewValue> of(CaseId id) {
    return store
        .field(id)
        .flatMap(field ->
            store.sealed(id).map(sealed -> new NewValue(field, opened(id, sealed, label(id)))));
  }

  private String opened(CaseId id, byte[] sealed, String label) {
    byte[] value =
        seal.open(sealed, label)
            .orElseThrow(() ->
                new RightsException("the value of case " + id + " was changed in the database"));
    try {
      return new String(value, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(value, (byte) 0);
    }
  }

  private static String label(CaseId id) {
    return "correction:" + id.text();
  }

  private static String before(CaseId id) {
    return "correction-before:" + id.text();
  }

  private static String after(CaseId id) {
    return "correction-after:" + id.text();
  }
}
