package dev.yinhu.subjectrights.identity;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.notices.SecretCode;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.ChangeRefused;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes proof of who asks, and lets the work of a case begin when it suffices. Whoever has to do
 * with it learns only that a try was taken or that there were too many: the same for a case that
 * there is not, for a wrong token and for a right one; what follows is done after the answer. How
 * the case stands is told to whoever may see it. Safe for use by many threads and nodes.
 */
public final class IdentityDesk {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityDesk.class);
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final Ground ground;
  private final IdentityRules rules;
  private final ProofStore proofs;

  /**
   * What it stands on.
   *
   * @param failures counts proof that was no good
   * @param verified lets the work of a case begin
   * @param background by case, does what follows an answer, in the order in which it came: a right
   *     code must not overtake wrong ones that use it up
   */
  public record Ground(
      Jdbi jdbi,
      Cases cases,
      Persons persons,
      Vouching vouching,
      StepUpCodes codes,
      StopTokens stops,
      AttemptLimits limits,
      FailedProofs failures,
      ContactNotice notice,
      Verified verified,
      InstantSource clock,
      Function<CaseId, Executor> background) {}

  /** What becomes of a case whose proof suffices. */
  @FunctionalInterface
  public interface Verified {
    /**
     * Lets its work begin.
     *
     * @param how a stable code
     * @throws ChangeRefused when the case waits for no proof any more
     */
    void begin(CaseId id, String how);
  }

  /** The schema {@code rights} is migrated. */
  public IdentityDesk(Ground ground, IdentityRules rules) {
    this.ground = ground;
    this.rules = rules;
    this.proofs = new ProofStore(ground.jdbi());
  }

  /** What whoever tried is told. */
  public enum Heard {
    /** It was taken; whether it proved anything is not said. */
    TAKEN,
    /** There were too many. */
    TOO_MANY
  }

  /**
   * Takes a token of the platform. Where a code is needed, it is sent with the first good one,
   * unless that says that the person gave a second factor.
   *
   * @param source where it comes from, such as an address
   */
  public Heard vouch(CaseId id, String token, String source) {
    return take(id, source, () -> vouched(id, token, source));
  }

  /** Sends a code to an old contact; the one before is good no more. */
  public Heard sendCode(CaseId id, String source) {
    return take(id, source, () -> send(id));
  }

  /** Takes a code; cleared when it was looked at. */
  public Heard confirm(CaseId id, char[] code, String source) {
    char[] mine = code.clone();
    return take(id, source, () -> confirmed(id, mine, source));
  }

  /**
   * Whether a token says that the person of the case is there now; it is used up. For cases of any
   * state, such as to hand out a copy.
   */
  public boolean isThere(Case known, String token) {
    return ground.vouching().read(token) instanceof VouchAnswer.Vouched vouched
        && ground.persons().known(vouched.person()).equals(Optional.of(known.subject()));
  }

  /** Does nothing, but counts the try and answers as the others do. */
  public Heard turnAway(CaseId id, String source) {
    return take(id, source, () -> {});
  }

  /** Both are counted whatever the case, and before anything is looked up. */
  private Heard take(CaseId id, String source, Runnable work) {
    boolean byCase = ground.limits().permits(rules.byCase(), id.text());
    boolean bySource = ground.limits().permits(rules.bySource(), source);
    if (!byCase || !bySource) {
      return Heard.TOO_MANY;
    }
    ground.background().apply(id).execute(() -> quietly(id, work));
    return Heard.TAKEN;
  }

  private static void quietly(CaseId id, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Proof for case {} was not taken: {}", id, e.getClass().getSimpleName());
    }
  }

  private Optional<Case> waiting(CaseId id) {
    return ground.cases().find(id).filter(known -> known.state() == CaseState.RECEIVED);
  }

  private void vouched(CaseId id, String token, String source) {
    VouchAnswer answer = ground.vouching().read(token);
    if (answer instanceof VouchAnswer.Vouched vouched
        && ground
            .cases()
            .find(id)
            .filter(one -> ground.persons().reference(vouched.person()).equals(one.subject()))
            .isPresent()) {
      waiting(id).ifPresent(known -> proven(known, vouched.steppedUp()));
      return;
    }
    failed(id, source);
    if (answer instanceof VouchAnswer.Refused(String code)) {
      LOG.info("A token for case {} was refused: {}", id, code);
    }
  }

  /** A case of any state counts: who goes on after its end tries too. */
  private void failed(CaseId id, String source) {
    ground.failures().failed(ground.cases().find(id).map(Case::subject), source);
  }

  /**
   * The platform itself started the case for a person whom it has signed in: as good as a token.
   * Where a code is needed, it is sent with it.
   */
  public void vouchedByCaller(CaseId id) {
    waiting(id).ifPresent(known -> proven(known, false));
  }

  private void proven(Case known, boolean steppedUp) {
    Instant now = ground.clock().instant();
    boolean instead = steppedUp && !known.requester().needsProof();
    if (instead) {
      proofs.steppedUp(known.id(), now);
    }
    boolean first = proofs.vouched(known.id(), now, transaction -> tell(transaction, known, now));
    if (first && !instead && Proof.needsCode(known.type(), known.requester())) {
      send(known.id());
    }
    settle(known);
  }

  private void tell(Connection transaction, Case known, Instant now) {
    if (Proof.needsCode(known.type(), known.requester())) {
      Instant ends = now.plus(rules.stop());
      try (SecretCode stop = ground.stops().make(transaction, known.id(), ends)) {
        ground.notice().asked(transaction, known, stop);
      }
    }
  }

  private void send(CaseId id) {
    Optional<Case> known = waiting(id);
    if (known.isPresent() && !ground.limits().permits(rules.codes(), known.get().subject())) {
      LOG.warn("No code goes out for case {}: the person was sent too many", id);
      return;
    }
    known.ifPresent(one ->
        ground
            .codes()
            .issue(id, (transaction, code) -> ground.notice().code(transaction, one, code)));
  }

  private void confirmed(CaseId id, char[] code, String source) {
    boolean right = ground.codes().take(id, code);
    Arrays.fill(code, '\0');
    if (!right) {
      failed(id, source);
    }
    Optional<Case> known = waiting(id);
    if (right && known.isPresent()) {
      proofs.coded(id, ground.clock().instant());
      settle(known.get());
    }
  }

  /**
   * Staff judge the proof of a guardian, near relative or agent.
   *
   * @param code why, a word such as {@code household-register} or {@code unreadable}
   * @throws IllegalArgumentException when the code is no such word
   */
  public void relation(CaseId id, boolean accepted, String code, String by) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("proof is judged with a code of a-z, 0-9 and -");
    }
    Optional<Case> known = waiting(id).filter(one -> one.requester().needsProof());
    if (known.isPresent()) {
      Instant now = ground.clock().instant();
      ProofStore.Judged judged = new ProofStore.Judged(accepted, code, by);
      boolean first =
          proofs.related(id, judged, now, transaction -> tell(transaction, known.get(), now));
      if (first && Proof.needsCode(known.get().type(), known.get().requester())) {
        send(id);
      }
      settle(known.get());
    }
  }

  /** Twice at once does no harm: the second is refused, as the case waits no more. */
  private void settle(Case known) {
    Proof proof = proofs.find(known.id());
    if (!proof.suffices(known.type(), known.requester())) {
      return;
    }
    try {
      ground.verified().begin(known.id(), proof.how(known.requester()));
    } catch (ChangeRefused alreadySettled) {
      LOG.debug("Case {} waits for proof no more", known.id());
    }
  }
}
