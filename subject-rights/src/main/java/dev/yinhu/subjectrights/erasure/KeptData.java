package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.PersonSeal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Of whom a law keeps something after they were erased, so that it can be found and erased when the
 * time is over. The ids of these people are sealed. Durable; blocks; safe for use by many threads
 * and nodes.
 */
public final class KeptData {
  private static final String LABEL = "kept/";

  private final KeptDataStore store;
  private final PersonSeal seal;

  /** The schema {@code rights} is migrated. */
  public KeptData(Jdbi jdbi, PersonSeal seal) {
    this.store = new KeptDataStore(jdbi);
    this.seal = seal;
  }

  /**
   * Somebody of whom something is kept.
   *
   * @param received the day on which the request came in
   */
  record Kept(SubjectId person, LocalDate received) {
    @Override
    public String toString() {
      return "Kept[***]";
    }
  }

  void remember(CaseId id, SubjectId person, LocalDate due, LocalDate received) {
    byte[] text = person.value().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = seal.seal(text, LABEL + id.text());
      store.put(new KeptDataStore.Row(id, new SealedPerson(sealed), due, received));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Cases of which something is to be erased on that day. */
  List<CaseId> due(LocalDate day, int most) {
    return store.due(day, most);
  }

  Optional<Kept> find(CaseId id) {
    return store.find(id).map(row -> new Kept(opened(row), row.received()));
  }

  private SubjectId opened(KeptDataStore.Row row) {
    byte[] text =
        seal.open(row.sealed().bytes(), LABEL + row.id().text())
            .orElseThrow(() ->
                new RightsException(
                    "the sealed id of case "
                        + row.id()
                        + " was changed: restore rights.kept_data from a backup"));
    try {
      return new SubjectId(new String(text, StandardCharsets.UTF_8));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  void forget(CaseId id) {
    store.remove(id);
  }
}
