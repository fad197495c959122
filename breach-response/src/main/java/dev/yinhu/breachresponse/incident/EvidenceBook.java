package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/**
 * What was secured for incidents, and its chain of custody: each link says who, when and what for,
 * is added and never changed, and its hash stands in the access log. Durable; blocks; thread-safe.
 */
public final class EvidenceBook {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> PASSED =
      Set.of("handed-over", "examined", "copied", "returned", "destroyed");

  private final EvidenceStore store;
  private final Acts acts;

  /** The schema {@code breach} is migrated. */
  public EvidenceBook(Jdbi jdbi, Acts acts) {
    this.store = new EvidenceStore(jdbi);
    this.acts = acts;
  }

  /**
   * Something that was secured.
   *
   * @param sha256 its hash, 64 hexadecimal digits in lower case
   * @param bytes its length
   * @param keptWhere where the thing itself is
   * @param holder who has it
   */
  public record Found(Reason name, String sha256, long bytes, Reason keptWhere, String holder) {
    /**
     * @throws IllegalArgumentException when the hash has another form, or the length is negative
     */
    public Found {
      if (!SHA256.matcher(sha256).matches()) {
        throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits in lower case");
      }
      if (bytes < 0) {
        throw new IllegalArgumentException("the length of evidence is not negative");
      }
    }
  }

  /** Takes it in, as collected by whoever orders it; gives its number. */
  public long collect(IncidentId incident, Found found, Reason why, Order order) {
    return acts.perform(
        Incidents.act(incident, "incident-evidence", Map.of("sha256", found.sha256())),
        order,
        (handle, now) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          long id = EvidenceStore.add(handle, incident, found, now);
          CustodyLine first =
              new CustodyLine(now, order.actor(), "collected", found.holder(), why.text());
          EvidenceStore.pass(handle, incident, id, first);
          return id;
        });
  }

  /**
   * Adds a link to the chain.
   *
   * @param act {@code handed-over}, {@code examined}, {@code copied}, {@code returned} or {@code
   *     destroyed}
   * @param holder who has it from now on
   * @throws ActRefused with {@code no-such-evidence}
   */
  public void pass(
      IncidentId incident, long evidence, String act, String holder, Reason why, Order order) {
    if (!PASSED.contains(act)) {
      throw new IllegalArgumentException(
          "custody is handed-over, examined, copied, returned or destroyed");
    }
    acts.perform(
        Incidents.act(
            incident,
            "incident-custody",
            Map.of("evidence", Long.toString(evidence), "custody", act)),
        order,
        (handle, now) -> {
          IncidentStore.locked(handle, incident);
          CustodyLine line = new CustodyLine(now, order.actor(), act, holder, why.text());
          if (!EvidenceStore.pass(handle, incident, evidence, line)) {
            throw new ActRefused(
                "no-such-evidence", "%s has no evidence %d".formatted(incident, evidence));
          }
          return evidence;
        });
  }

  /** All of it with its custody, the first first. */
  public List<Evidence> of(IncidentId incident) {
    return store.of(incident);
  }
}
