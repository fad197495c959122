package dev.yinhu.subjectrights.consent;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.fieldaccess.ConsentState;
import dev.yinhu.fieldaccess.PersonsWill;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.subjectrights.RightsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/**
 * The consent of people: what they are shown, what they decided, and how it stands. Every decision
 * is in the access log, its intent before and its outcome after, with the hash of the text that was
 * seen. A decision counts for the next read on every node when the method returns: readers look it
 * up and keep nothing. Durable; blocks; safe for use by many threads and nodes.
 */
public final class Consents implements PersonsWill {
  /** Longest text in characters. */
  public static final int MOST_CHARACTERS = 100_000;

  private final ConsentStore store;
  private final AuditLog audit;
  private final InstantSource clock;
  private final BiPredicate<String, FieldRef> restricted;
  private final UnaryOperator<Set<String>> minors;

  /** Where nothing is restricted; the schema {@code rights} is migrated. */
  public Consents(Jdbi jdbi, AuditLog audit, InstantSource clock) {
    this(jdbi, audit, clock, (_, _) -> false, _ -> Set.of());
  }

  /**
   * The same where people have data restricted, and it is known who is under fourteen.
   *
   * @param restricted whether the person of this reference had this field restricted; never blocks
   * @param minors those of these references who are under fourteen; asked with each look-up
   */
  public Consents(
      Jdbi jdbi,
      AuditLog audit,
      InstantSource clock,
      BiPredicate<String, FieldRef> restricted,
      UnaryOperator<Set<String>> minors) {
    this.restricted = restricted;
    this.minors = minors;
    this.store = new ConsentStore(jdbi);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * On whose word.
   *
   * @param actor who, as the log names them
   * @param requestId under which the entries of the log find each other
   */
  public record Order(String actor, String requestId) {}

  /**
   * Publishes a text. The same text under the same name does no harm.
   *
   * @throws RightsException when the register has no such purpose on the ground of consent, or
   *     there is another text of this name
   * @throws IllegalArgumentException when the text is empty or too long
   */
  public ConsentText publish(TextKey key, String text, Register register, Order order) {
    requireConsent(register, key.purpose());
    if (text.isBlank() || text.length() > MOST_CHARACTERS || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a text has 1 to " + MOST_CHARACTERS + " characters and no zero among them");
    }
    Map<String, String> details = details(key);
    record(order, "consent-text", Phase.INTENT, details);
    ConsentText kept = store.publish(key, text, order.actor(), clock.instant());
    boolean same = kept.text().equals(text);
    details.put("sha256", kept.sha256());
    record(order, "consent-text", same ? Phase.DONE : Phase.FAILED, details);
    if (!same) {
      throw new RightsException(
          "version "
              + key.version()
              + " of this text is published with other words: texts never change, use another"
              + " version");
    }
    return kept;
  }

  /** All texts, those published last first. */
  public List<ConsentText> texts() {
    return store.texts();
  }

  /**
   * Records a decision of a person.
   *
   * @param reference of the person in the log
   * @return its number
   * @throws RightsException when the register has no such purpose on the ground of consent, when
   *     there is no such text, or when it was decided in the future or before the text was there
   * @throws AuditUnavailable when the intent cannot be recorded, then nothing was; or the outcome,
   *     then the decision counts
   */
  public long decide(String reference, NewDecision decision, Register register, Order order) {
    requireConsent(register, decision.purpose());
    Instant now = clock.instant();
    Optional<ConsentText> text = decision.shown().map(this::published);
    Instant decided = decision.decidedAt().orElse(now);
    if (decided.isAfter(now) || text.filter(t -> decided.isBefore(t.publishedAt())).isPresent()) {
      throw new RightsException(
          "a decision lies between the publication of the text that was seen and now");
    }
    String action = "consent-" + decision.decision().wire();
    Map<String, String> details = new HashMap<>(Map.of("purpose", decision.purpose().key()));
    decision.shown().ifPresent(key -> details.putAll(details(key)));
    text.ifPresent(shown -> details.put("sha256", shown.sha256()));
    details.put("subject", reference);
    details.put("decided", decided.toString());
    details.put("by", decision.by().wire());
    record(order, action, Phase.INTENT, details);
    long id;
    try {
      id = store.add(reference, decision, now);
    } catch (RuntimeException e) {
      record(order, action, Phase.FAILED, details);
      throw e;
    }
    details.put("event", Long.toString(id));
    record(order, action, Phase.DONE, details);
    return id;
  }

  private ConsentText published(TextKey key) {
    return store
        .text(key)
        .orElseThrow(() ->
            new RightsException("there is no such text: publish it before people are shown it"));
  }

  /** Everything that the person decided, the last decision first. */
  public List<ConsentEvent> history(String reference) {
    return store.history(reference);
  }

  /**
   * The same for somebody who is shown it: that stands in the access log before it is told.
   *
   * @throws AuditUnavailable when that cannot be recorded
   */
  public List<ConsentEvent> shown(String reference, Order order) {
    record(order, "consent-read", Phase.DONE, Map.of("subject", reference));
    return history(reference);
  }

  /**
   * How the person's consent to each purpose of the register stands that rests on consent; of
   * somebody under fourteen by what counts of them.
   *
   * @param history theirs
   */
  public List<ConsentStanding> standings(
      String reference, List<ConsentEvent> history, Register register) {
    boolean minor = !minors.apply(Set.of(reference)).isEmpty();
    List<ConsentEvent> counted =
        history.stream().filter(event -> !minor || event.countsOfMinor()).toList();
    return register.purposes().stream()
        .filter(PurposeDeclaration::needsConsent)
        .map(purpose -> standing(purpose, counted))
        .toList();
  }

  /** The same of somebody who is not known here, and so has decided nothing. */
  public List<ConsentStanding> standings(Register register) {
    return register.purposes().stream()
        .filter(PurposeDeclaration::needsConsent)
        .map(purpose -> standing(purpose, List.of()))
        .toList();
  }

  private ConsentStanding standing(PurposeDeclaration purpose, List<ConsentEvent> history) {
    Optional<ConsentEvent> last =
        history.stream().filter(event -> event.purpose().equals(purpose.key())).findFirst();
    Duration quiet = Duration.ofDays(purpose.consent().quietDays());
    return new ConsentStanding(
        purpose.key(),
        last.map(ConsentEvent::decision),
        last.map(ConsentEvent::decidedAt),
        last.filter(event -> event.decision() != Decision.GIVEN)
            .map(event -> event.decidedAt().plus(quiet))
            .filter(until -> until.isAfter(clock.instant())));
  }

  @Override
  public Map<String, ConsentState> consents(Purpose purpose, Set<String> references) {
    Set<String> young = minors.apply(references);
    Map<String, ConsentState> states = store.states(purpose, references, false);
    if (young.isEmpty()) {
      return states;
    }
    Map<String, ConsentState> counted = new HashMap<>(states);
    Map<String, ConsentState> guarded = store.states(purpose, young, true);
    young.forEach(who -> counted.put(who, guarded.getOrDefault(who, ConsentState.NO_GUARDIAN)));
    return counted;
  }

  @Override
  public boolean restricts(String reference, FieldRef field) {
    return restricted.test(reference, field);
  }

  static void requireConsent(Register register, Purpose purpose) {
    if (register.purpose(purpose).filter(PurposeDeclaration::needsConsent).isEmpty()) {
      throw new RightsException(
          "the register has no purpose " + purpose + " whose legal basis is consent");
    }
  }

  private static Map<String, String> details(TextKey key) {
    return new HashMap<>(
        Map.of(
            "purpose", key.purpose().key(), "language", key.language(), "version", key.version()));
  }

  private void record(Order order, String action, Phase phase, Map<String, String> details) {
    try {
      var _ =
          audit
              .append(
                  new AuditEntry.Admin(
                      clock.instant(), order.requestId(), order.actor(), action, phase, details))
              .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailable unavailable ? unavailable : e;
    }
  }
}
