package dev.yinhu.fieldaccess;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.SubjectDirectory;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a person as a whole, for work inside this process. Every method blocks. Safe
 * for use by many threads.
 */
public final class Persons {
  private static final String ERASE = "subject-erase";
  private static final String RETAINED = "retained:";

  private final SubjectDirectory subjects;
  private final AuditLog audit;
  private final InstantSource clock;

  Persons(SubjectDirectory subjects, AuditLog audit, InstantSource clock) {
    this.subjects = subjects;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Under whose key stands what a law keeps of somebody who is erased: nobody's but this case's,
   * read under purposes of legal duties only, and erased as a person is when the time is over.
   *
   * @param ground name of the case
   */
  public static SubjectId retained(String ground) {
    return new SubjectId(RETAINED + ground);
  }

  static boolean isRetained(@Nullable SubjectId person) {
    return person != null && person.value().startsWith(RETAINED);
  }

  /**
   * On whose word a person is erased.
   *
   * @param actor a caller's name, or who else acts, such as {@code yinhu}
   * @param requestId under which the entries of the log find each other
   * @param ground a stable code or name of what it is done for, such as that of a case
   */
  public record Order(String actor, String requestId, String ground) {}

  /**
   * A person was erased.
   *
   * @param reference the reference that they had; empty when nobody of that id was known
   * @param entry index of the entry in the access log that says that it is done
   */
  public record Erased(Optional<String> reference, long entry) {}

  /** The reference of the person; somebody not known yet gets one, which is durable. */
  public String reference(SubjectId person) {
    return reference(subjects.findOrCreate(List.of(person)), person).orElseThrow();
  }

  /** The reference of the person, if they are known: neither erased nor never seen. */
  public Optional<String> known(SubjectId person) {
    return reference(subjects.find(List.of(person)), person);
  }

  /** The references of those of them who are known. */
  public Map<SubjectId, String> known(Collection<SubjectId> people) {
    Map<SubjectId, String> references = new HashMap<>();
    Map<SubjectId, KeyScope> scopes = subjects.find(people);
    scopes
        .keySet()
        .forEach(
            person -> reference(scopes, person).ifPresent(text -> references.put(person, text)));
    return references;
  }

  private static Optional<String> reference(Map<SubjectId, KeyScope> scopes, SubjectId person) {
    return Optional.ofNullable(scopes.get(person)).flatMap(KeyScope::subject).map(SubjectRef::text);
  }

  /**
   * Destroys the person's key and reference, so that no ciphertext of theirs opens again, not from
   * any backup either, and their tokens with them. The intent is durable in the log before it
   * happens. Doing it again does no harm and is recorded again.
   *
   * @throws AuditUnavailable when the intent cannot be recorded, then nobody was erased; or the
   *     outcome, then they are, and it is to be done again for the record's sake
   */
  public Erased erase(SubjectId person, Order order) {
    Optional<String> reference = known(person);
    append(order, Phase.INTENT, reference, "");
    boolean existed;
    try {
      existed = subjects.erase(person);
    } catch (RuntimeException e) {
      append(order, Phase.FAILED, reference, "");
      throw e;
    }
    return new Erased(
        reference, append(order, Phase.DONE, reference, existed ? "erased" : "not-known"));
  }

  private long append(Order order, Phase phase, Optional<String> reference, String outcome) {
    Map<String, String> details = new HashMap<>(Map.of("ground", order.ground()));
    reference.ifPresent(ref -> details.put("subject", ref));
    if (!outcome.isEmpty()) {
      details.put("outcome", outcome);
    }
    try {
      return audit
          .append(
              new AuditEntry.Admin(
                  clock.instant(), order.requestId(), order.actor(), ERASE, phase, details))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AuditUnavailable unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }
}
