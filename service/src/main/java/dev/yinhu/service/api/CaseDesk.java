package dev.yinhu.service.api;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.WireName;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.cases.CaseFilter;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.cases.LateStaff;
import dev.yinhu.subjectrights.certificate.Certificates;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.ExtensionAnswer;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import dev.yinhu.subjectrights.clock.RunningClock;
import dev.yinhu.subjectrights.copy.CopyPackage;
import dev.yinhu.subjectrights.copy.PackageLink;
import dev.yinhu.subjectrights.copy.PackageLinks;
import dev.yinhu.subjectrights.copy.Packages;
import dev.yinhu.subjectrights.correction.MaskedChange;
import dev.yinhu.subjectrights.correction.NewValue;
import dev.yinhu.subjectrights.correction.NewValues;
import dev.yinhu.subjectrights.erasure.Deletion;
import dev.yinhu.subjectrights.erasure.ReplayWish;
import dev.yinhu.subjectrights.erasure.Replaying;
import dev.yinhu.subjectrights.erasure.Returned;
import dev.yinhu.subjectrights.indicator.Figures;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The requests of people, in the name of one actor: every change is in the access log, its intent
 * before and its outcome after. Blocks; safe for use by many threads.
 */
public final class CaseDesk {
  /**
   * What it works on.
   *
   * @param works how each type that is offered is carried out
   * @param erasing what deletions do
   * @param values what people want to stand in their fields
   * @param packages copies that were made
   * @param certificates of what was done
   * @param certificateKeys that others check certificates with, any one of them
   * @param lateStaff until when staff are to answer
   * @param figures of how cases are handled
   * @param replaying erases people again who came back with a store's backup
   * @param judging takes what staff say of the proof of guardians, near relatives and agents
   * @param canTell whether people can be told anything
   * @param wake has this node look at a case, where it runs cases
   */
  public record Room(
      Cases cases,
      Map<CaseType, CaseWork> works,
      Deletion erasing,
      NewValues values,
      Packages packages,
      Certificates certificates,
      Supplier<List<NoteKey>> certificateKeys,
      CaseClock clocks,
      LateStaff lateStaff,
      Figures figures,
      Replaying replaying,
      Judging judging,
      BooleanSupplier canTell,
      Consumer<CaseId> wake,
      AdminChanges changes,
      InstantSource clock) {
    public Room {
      works = Map.copyOf(works);
    }
  }

  /** Takes what somebody says of the proof of being guardian, near relative or agent. */
  @FunctionalInterface
  public interface Judging {
    /**
     * Where it suffices, the work of the case begins.
     *
     * @param code why, of lower case letters, digits and hyphens
     * @param by who says so
     */
    void relation(CaseId id, boolean accepted, String code, String by);
  }

  /** What the platform's word is not enough for: whoever took over an account wants these. */
  private static final Set<CaseType> STEP_UP =
      EnumSet.of(CaseType.COPY, CaseType.TRANSFER, CaseType.DELETE, CaseType.CLOSE_ACCOUNT);

  private final Room room;
  private final String actor;
  private final Supplier<String> requestIds;

  public CaseDesk(Room room, String actor, Supplier<String> requestIds) {
    this.room = room;
    this.actor = actor;
    this.requestIds = requestIds;
  }

  /** The same for a caller of one request. */
  CaseDesk as(String caller, String requestId) {
    return new CaseDesk(room, caller, () -> requestId);
  }

  /** Whether requests of the type are carried out here. */
  public boolean isOffered(CaseType type) {
    return room.works().containsKey(type);
  }

  /**
   * Takes a request in. Where the word of a signed-in service is proof enough, its work begins.
   *
   * @throws RightsException when such requests are not carried out here
   */
  public Case receive(CaseWish wish) {
    return receive(wish, List.of());
  }

  /**
   * The same.
   *
   * @param places where its work begins, such as the purpose of a consent; none for no place
   */
  public Case receive(CaseWish wish, List<String> places) {
    CaseWork known = room.works().get(wish.type());
    if (known == null) {
      throw new RightsException(
          "requests of the type " + wish.type().wire() + " are not carried out here");
    }
    CaseWork work = places.isEmpty() ? known : known.at(places);
    Case made =
        changed(
            "case-receive",
            Map.of("type", wish.type().wire(), "requester", wish.requester().wire()),
            () -> room.cases().receive(wish, work));
    room.wake().accept(made.id());
    return made;
  }

  /** Keeps what is to stand in a field, sealed, until the request ends. */
  public void keep(Case made, NewValue wanted) {
    room.values().keep(made.id(), wanted);
  }

  /** Whether the word of the platform, that its user is signed in and asks, begins the work. */
  static boolean isVouched(CaseWish wish) {
    return !wish.requester().needsProof() && !STEP_UP.contains(wish.type());
  }

  /**
   * Who asks is proven.
   *
   * @param how a stable code
   * @throws dev.yinhu.subjectrights.cases.ChangeRefused when the case waits for no proof
   */
  public Case verified(CaseId id, String how) {
    Case after =
        changed(
            "case-verify",
            Map.of("case", id.text(), "how", how),
            () -> room.cases().verified(id, how, actor));
    room.wake().accept(id);
    return after;
  }

  /**
   * Somebody looked at the proof of being guardian, near relative or agent.
   *
   * @param code why, of lower case letters, digits and hyphens, such as {@code household-register}
   * @throws RightsException when the case waits for no such proof
   */
  public Case related(Case known, boolean accepted, String code) {
    if (known.state() != CaseState.RECEIVED || !known.requester().needsProof()) {
      throw new RightsException("case " + known.id() + " waits for no proof of a relation");
    }
    CaseId id = known.id();
    Case after =
        changed(
            "case-relation",
            Map.of("case", id.text(), "accepted", Boolean.toString(accepted), "code", code),
            () -> {
              room.judging().relation(id, accepted, code, actor);
              return room.cases().find(id).orElseThrow();
            });
    room.wake().accept(id);
    return after;
  }

  /** Takes it back. */
  public Case cancel(CaseId id, String by) {
    return happens("case-cancel", id, new CaseEvent.Cancelled(by), Map.of("by", by));
  }

  /** Refuses it. */
  public Case refuse(CaseId id, RefusalCode code) {
    return happens("case-refuse", id, new CaseEvent.Refused(code), Map.of("reason", code.wire()));
  }

  /** Has the step tried again that is in trouble, or looks anew at what deferred the case. */
  public Case retry(Case known) {
    CaseEvent event =
        switch (known.state()) {
          case DEFERRED -> new CaseEvent.DeferralOver();
          case RECEIVED,
              RUNNING,
              COOLING_OFF,
              NEEDS_HUMAN,
              COMPLETED,
              REFUSED,
              CANCELLED,
              EXPIRED ->
              new CaseEvent.TriedAgain();
        };
    return happens("case-retry", known.id(), event, Map.of());
  }

  /** Somebody's answer for the step that waits for one. */
  public Case answer(CaseId id, HandOutcome outcome, String evidence) {
    Case after =
        changed(
            "case-answer",
            Map.of("case", id.text(), "outcome", outcome.wire(), "evidence", evidence),
            () -> room.cases().answer(id, outcome, evidence, actor));
    room.wake().accept(id);
    return after;
  }

  /** The person was asked for something, and the clocks stand until they answer. */
  public Case asked(CaseId id, String code) {
    return happens("case-ask", id, new CaseEvent.SubjectAsked(code), Map.of("for", code));
  }

  /** The person answered. */
  public Case answered(CaseId id) {
    return happens("case-answered", id, new CaseEvent.SubjectAnswered(), Map.of());
  }

  /**
   * The answer takes longer. It counts when the person was told in time: with evidence they were
   * told by hand, without they are told now, and it counts when the notice has arrived.
   *
   * @param evidence of a letter or call, a code; empty to have the person told
   * @throws RightsException when no deadline of the case can be put off any more, or nobody can be
   *     told
   */
  public Case extended(Case known, ExtensionReason reason, Optional<String> evidence) {
    requireTerm(known);
    Map<String, String> details = new HashMap<>(Map.of("reason", reason.wire()));
    evidence.ifPresent(code -> details.put("evidence", code));
    if (evidence.isPresent()) {
      return happens("case-extend", known.id(), new CaseEvent.ExtensionTold(reason), details);
    }
    if (!room.canTell().getAsBoolean()) {
      throw new RightsException(
          "case "
              + known.id()
              + ": there is no channel to tell the person, so give evidence that"
              + " they were told");
    }
    details.put("case", known.id().text());
    return changed(
        "case-extend-tell",
        details,
        () -> {
          if (!room.cases().extensions().add(known.id(), reason, actor)) {
            throw new RightsException("case " + known.id() + ": the person is being told already");
          }
          return known;
        });
  }

  /** The person was told in time, by a notice that arrived. */
  public Case extensionArrived(CaseId id, ExtensionReason reason) {
    return happens(
        "case-extend",
        id,
        new CaseEvent.ExtensionTold(reason),
        Map.of("reason", reason.wire(), "evidence", "notice"));
  }

  private void requireTerm(Case known) {
    var journal = room.cases().clocks(known);
    var now = room.clock().instant();
    boolean possible =
        room.clocks().read(known.type(), journal, now).clocks().stream()
            .map(clock -> room.clocks().extend(clock.rule(), journal, now))
            .anyMatch(ExtensionAnswer.Granted.class::isInstance);
    if (!possible) {
      throw new RightsException(
          "no deadline of case "
              + known.id()
              + " can be put off: none foresees it, or the person was not told in time");
    }
  }

  /**
   * An old contact stops it.
   *
   * @param stop whether it could be stopped
   * @throws RightsException when it could not
   */
  Case stopped(CaseId id, BooleanSupplier stop) {
    return changed(
        "case-stop",
        Map.of("case", id.text()),
        () -> {
          if (!stop.getAsBoolean()) {
            throw new RightsException("case " + id + " cannot be stopped any more");
          }
          return room.cases().find(id).orElseThrow();
        });
  }

  private Case happens(String action, CaseId id, CaseEvent event, Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("case", id.text());
    Case after = changed(action, all, () -> room.cases().happens(id, event, actor));
    room.wake().accept(id);
    return after;
  }

  private Case changed(String action, Map<String, String> details, Supplier<Case> change) {
    return room.changes()
        .make(
            new AdminChanges.Change(actor, requestIds.get(), action, details),
            change,
            after -> Map.of("case", after.id().text(), "state", after.state().wire()));
  }

  /** The case of that name, if this is the form of one and there is one. */
  public Optional<Case> find(String id) {
    try {
      return room.cases().find(new CaseId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Cases, newest first. */
  public List<Case> list(CaseFilter filter) {
    return room.cases().list(filter);
  }

  /**
   * What the deletion of the person would do if it were carried out now. Changes nothing.
   *
   * @throws RightsException when the case has ended, so that nobody knows whom it is about
   */
  public PreviewView preview(Case known) {
    SubjectId person =
        room.cases()
            .persons()
            .of(known.id())
            .orElseThrow(() ->
                new RightsException(
                    "case " + known.id() + " has ended: nobody knows any more whom it is about"));
    return PreviewView.of(room.erasing().preview(person));
  }

  /**
   * Writes the package of a copy, an archive that opens with its passphrase only. Who takes it
   * stands in the access log before the first byte.
   *
   * @return false when there is none, not yet, or not any more; then nothing was written
   */
  public boolean takePackage(Case known, OutputStream to) throws IOException {
    Optional<CopyPackage> found = room.packages().of(known.id());
    if (found.isEmpty()) {
      return false;
    }
    room.packages().taken(known.id());
    Map<String, String> details = Map.of("case", known.id().text(), "sha256", found.get().sha256());
    var _ =
        room.changes()
            .make(
                new AdminChanges.Change(actor, requestIds.get(), "case-package", details),
                () -> known,
                _ -> Map.of());
    for (int i = 0; i < found.get().pieces(); i++) {
      to.write(room.packages().piece(known.id(), i));
    }
    return true;
  }

  /** A token that takes the package once; empty when there is none. */
  Optional<PackageLink> link(Case known, PackageLinks links) {
    return room.changes()
        .make(
            new AdminChanges.Change(
                actor, requestIds.get(), "case-package-link", Map.of("case", known.id().text())),
            () -> links.make(known.id()),
            made -> Map.of("made", Boolean.toString(made.isPresent())));
  }

  /** The passphrase of the package, told once. */
  public Optional<String> passphrase(Case known) {
    return room.changes()
        .make(
            new AdminChanges.Change(
                actor, requestIds.get(), "case-passphrase", Map.of("case", known.id().text())),
            () -> room.packages().passphrase(known.id()),
            told -> Map.of("told", Boolean.toString(told.isPresent())));
  }

  /** The certificate of what was done, a signed note. */
  public Optional<String> certificate(Case known) {
    return room.certificates().of(known.id());
  }

  /** The keys that certificates are checked with; any one of them will do. */
  public List<NoteKey> certificateKeys() {
    return room.certificateKeys().get();
  }

  /** Figures of how requests are handled. */
  public Figures figures() {
    return room.figures();
  }

  /**
   * Erases people again who came back with the backup of a store. May take long.
   *
   * @throws IllegalArgumentException when the register has no such store
   */
  public Returned replay(ReplayWish wish) {
    Map<String, String> details = new HashMap<>();
    wish.store().ifPresent(store -> details.put("store", store));
    wish.since().ifPresent(since -> details.put("since", since.toString()));
    return room.changes()
        .make(
            new AdminChanges.Change(actor, requestIds.get(), "case-replay", details),
            () -> room.replaying().run(wish),
            done ->
                Map.of(
                    "people", Long.toString(done.looked()),
                    "erased-again", Integer.toString(done.erasedAgain().size()),
                    "failed", Integer.toString(done.failed().size())));
  }

  /** How the deadlines of the case stand. */
  List<RunningClock> clocks(Case known) {
    return room.clocks()
        .read(known.type(), room.cases().clocks(known), room.clock().instant())
        .clocks();
  }

  /**
   * The case as it is shown.
   *
   * @param inside whether its work and its reference in the log are shown as well, to those who may
   *     see what happens inside
   */
  public CaseView view(Case known, boolean inside) {
    return CaseView.of(
        known,
        room.lateStaff().due(known),
        room.clock().instant(),
        clocks(known),
        room.cases().history(known.id()),
        change(known),
        inside ? Optional.of(room.cases().steps(known.id())) : Optional.empty());
  }

  private Optional<MaskedChange> change(Case known) {
    return known.type() == CaseType.CORRECT || known.type() == CaseType.SUPPLEMENT
        ? room.values().change(known.id())
        : Optional.empty();
  }

  /** The one of that spelling. */
  public static <E extends Enum<E> & WireName> Optional<E> word(Class<E> words, String wire) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.wire().equals(wire))
        .findFirst();
  }
}
