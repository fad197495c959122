package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.breachresponse.tell.KnownPeople;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.law.Laws;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.CaseRoutes;
import dev.yinhu.service.api.ConsentRoutes;
import dev.yinhu.service.api.FigureRoutes;
import dev.yinhu.service.api.LegalHoldRoutes;
import dev.yinhu.service.api.NoticeRoutes;
import dev.yinhu.service.api.PackageLinkRoutes;
import dev.yinhu.service.api.ProofDesk;
import dev.yinhu.service.api.ProofRoutes;
import dev.yinhu.service.api.ReplayRoutes;
import dev.yinhu.service.api.RestrictionRoutes;
import dev.yinhu.service.config.DeadlinesFile;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.notices.CaseMessages;
import dev.yinhu.service.notices.CaseNotices;
import dev.yinhu.service.notices.ContactPlace;
import dev.yinhu.service.notices.ExtensionTelling;
import dev.yinhu.service.notices.LastWord;
import dev.yinhu.service.notices.PersonRef;
import dev.yinhu.service.notices.StorePeople;
import dev.yinhu.service.notices.StoredContacts;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseFloods;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.EndedCases;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.ForgottenCases;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.LateStaff;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepWork;
import dev.yinhu.subjectrights.certificate.CertificateKey;
import dev.yinhu.subjectrights.certificate.Certificates;
import dev.yinhu.subjectrights.certificate.Issuing;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.StaffTime;
import dev.yinhu.subjectrights.connect.OpenRecipients;
import dev.yinhu.subjectrights.connect.OpenStores;
import dev.yinhu.subjectrights.connect.Stores;
import dev.yinhu.subjectrights.connect.StoresFile;
import dev.yinhu.subjectrights.connect.StoresReading;
import dev.yinhu.subjectrights.consent.Consents;
import dev.yinhu.subjectrights.consent.Withdrawal;
import dev.yinhu.subjectrights.copy.AccessHistory;
import dev.yinhu.subjectrights.copy.CopyGround;
import dev.yinhu.subjectrights.copy.Copying;
import dev.yinhu.subjectrights.copy.PackageLinks;
import dev.yinhu.subjectrights.copy.Packages;
import dev.yinhu.subjectrights.correction.Correction;
import dev.yinhu.subjectrights.correction.NewValues;
import dev.yinhu.subjectrights.erasure.Deletion;
import dev.yinhu.subjectrights.erasure.DeletionContent;
import dev.yinhu.subjectrights.erasure.DeletionSettings;
import dev.yinhu.subjectrights.erasure.DueErasing;
import dev.yinhu.subjectrights.erasure.DueRounds;
import dev.yinhu.subjectrights.erasure.ErasedPeople;
import dev.yinhu.subjectrights.erasure.KeptData;
import dev.yinhu.subjectrights.erasure.LegalHolds;
import dev.yinhu.subjectrights.erasure.Replaying;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import dev.yinhu.subjectrights.indicator.Figures;
import dev.yinhu.subjectrights.indicator.Snapshots;
import dev.yinhu.subjectrights.restriction.RestrictingWork;
import dev.yinhu.subjectrights.restriction.Restrictions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** The requests of people, in a running service or for a command. */
final class RightsRoom {
  private static final Duration KEPT_ROUND = Duration.ofHours(1);
  private static final Duration LATE_ROUND = Duration.ofSeconds(10);
  private static final Set<String> STRONG =
      Set.of("by-hand", "vouched-and-code", "vouched-and-step-up", "proof-of-relation-and-code");

  private final Ground ground;
  private final Cases cases;
  private final OpenStores stores;
  private final OpenRecipients recipients;
  private final LegalHolds holds;
  private final CertificateKey certificateKey;
  private final Deletion deletion;
  private final Copying copying;
  private final Packages packages;
  private final NewValues values;
  private final Map<CaseType, CaseWork> works;
  private final AtomicReference<Graphed> graphed =
      new AtomicReference<>(new Graphed(Optional.empty(), DataGraph.of(List.of())));
  private final AtomicReference<StepWork> lastWord =
      new AtomicReference<>((_, _) -> new StepResult.Done(Facts.NONE));
  private final ProofAlarms alarms = new ProofAlarms();
  private final AtomicReference<CaseDesk.Judging> judging =
      new AtomicReference<>((_, _, _, _) -> {
        throw new RightsException("proof of a relation is not judged here");
      });
  private BooleanSupplier canTell = () -> true;

  /**
   * What it stands on.
   *
   * @param access opened with the tombstones and the consents
   * @param secrets where the keys of ids and certificates are kept
   * @param published the access log as it is published
   * @param register the one in force
   * @param engine finds data of others in texts
   * @param paused whether nothing is handed to a recipient now
   */
  record Ground(
      YinhuConfig config,
      Database database,
      AuditLog log,
      TombstoneBook tombstones,
      Consents consents,
      Restrictions restrictions,
      FieldAccess access,
      Supplier<SealedSecrets> secrets,
      PublishedLog published,
      AccessHistory accesses,
      Supplier<Optional<Register>> register,
      Supplier<PiiEngine> engine,
      Predicate<String> paused,
      AdminChanges changes,
      SecureRandom random,
      InstantSource clock) {
    private Jdbi jdbi() {
      return database.jdbi();
    }

    private YinhuConfig.Rights settings() {
      return config.rights();
    }
  }

  /** Nothing runs yet; what it keeps open is closed by the closer. */
  RightsRoom(Ground ground, Closer closer) {
    this.ground = ground;
    PersonSeal seal = seal(() -> ground.secrets().get().box("cases", ground.random()));
    this.cases =
        new Cases(
            new Cases.Ground(
                ground.database().dataSource(),
                ground.jdbi(),
                ground.access().persons(),
                seal,
                ground.clock(),
                ground.random()));
    Optional<StoresReading> reached = ground.settings().storesFile().map(StoresFile::read);
    this.stores =
        closer.add(
            new OpenStores(
                reached.map(StoresReading::stores).orElse(Map.of()),
                ground.paused(),
                ground.clock()));
    this.recipients =
        closer.add(
            new OpenRecipients(
                reached.map(StoresReading::recipients).orElse(Map.of()),
                ground.paused(),
                ground.clock()));
    this.holds = new LegalHolds(ground.jdbi(), ground.log(), ground.clock());
    this.certificateKey =
        new CertificateKey(
            ground.secrets(),
            ground.config().audit().origin() + "/certificates",
            ground.config().rights().certificateSm2(),
            ground.random());
    this.deletion = deletion(seal);
    this.copying = new Copying(copies(seal));
    this.packages = new Packages(ground.jdbi(), seal, ground.clock());
    this.values = new NewValues(ground.jdbi(), seal);
    this.works = works();
  }

  private Deletion deletion(PersonSeal seal) {
    return new Deletion(
        new Deletion.Ground(
            this::register,
            this::stores,
            cases.persons(),
            ground.access(),
            new Purpose(ground.settings().purpose()),
            ground.tombstones(),
            holds,
            new KeptData(ground.jdbi(), seal),
            erasedPeople(),
            new MinorsInBook(ground.jdbi(), ground.log(), ground.clock())::forget,
            new HandWork(ground.jdbi()),
            new DeletionSettings(
                ground.settings().coolingOff(),
                DeletionSettings.USUAL.lookAgain(),
                ground.settings().sweepPause(),
                Yinhu.ZONE),
            ground.clock()),
        new Issuing(
            new Issuing.Ground(
                ground.jdbi(),
                ground.log(),
                ground.published(),
                certificateKey,
                TombstoneBook.CALLER.value(),
                ground.clock()),
            new DeletionContent(cases::steps)));
  }

  private CopyGround copies(PersonSeal seal) {
    return new CopyGround(
        ground.jdbi(),
        this::register,
        this::stores,
        cases.persons(),
        ground.access(),
        new Purpose(ground.settings().purpose()),
        ground.accesses(),
        ground.engine(),
        certificateKey::sign,
        seal,
        this::isStronglyProven,
        ground.settings().packageTime(),
        Yinhu.ZONE,
        ground.clock(),
        ground.random());
  }

  /**
   * By a code to an old contact, a second factor of the platform, or by somebody who looked at the
   * proof.
   */
  private boolean isStronglyProven(Case known) {
    return cases.history(known.id()).stream()
        .filter(line -> line.event().equals("verified"))
        .anyMatch(line -> STRONG.contains(line.facts().values().getOrDefault("reason", "")));
  }

  private Register register() {
    return ground
        .register()
        .get()
        .orElseThrow(() ->
            new RightsException("no register is in force: apply one with yinhu register apply"));
  }

  /** Of the register in force; the same as long as that is, so that connections last. */
  private DataGraph graph() {
    Register now = register();
    return graphed
        .updateAndGet(last ->
            last.register().equals(Optional.of(now))
                ? last
                : new Graphed(Optional.of(now), DataGraph.of(now.datasets())))
        .graph();
  }

  private record Graphed(Optional<Register> register, DataGraph graph) {}

  private Stores stores() {
    return stores.over(graph());
  }

  /** How each type is carried out. */
  private Map<CaseType, CaseWork> works() {
    HandWork hand = new HandWork(ground.jdbi());
    CaseWork byHand = hand.work();
    CaseWork erasing =
        LastWord.into(deletion.work(), (known, step) -> lastWord.get().attempt(known, step));
    CaseWork withdrawal =
        new Withdrawal(
                this::register,
                ground.consents(),
                cases.persons(),
                recipients,
                hand,
                TombstoneBook.CALLER.value())
            .work();
    CaseWork correction = correction(hand);
    return Map.of(
        CaseType.COPY,
        copying.work(),
        CaseType.TRANSFER,
        copying.work(),
        CaseType.DELETE,
        erasing,
        CaseType.CLOSE_ACCOUNT,
        erasing,
        CaseType.CORRECT,
        correction,
        CaseType.SUPPLEMENT,
        correction,
        CaseType.RESTRICT,
        new RestrictingWork(
                this::register, ground.restrictions(), hand, TombstoneBook.CALLER.value())
            .work(),
        CaseType.EXPLAIN,
        byHand,
        CaseType.WITHDRAW,
        withdrawal);
  }

  private CaseWork correction(HandWork hand) {
    return new Correction(
            new Correction.Ground(
                this::register,
                this::stores,
                cases.persons(),
                ground.access(),
                new Purpose(ground.settings().purpose()),
                values,
                recipients,
                hand,
                this::isStronglyProven,
                new MinorsInBook(ground.jdbi(), ground.log(), ground.clock()),
                Yinhu.ZONE,
                ground.clock()))
        .work();
  }

  /** Begins to work on cases, until the closer closes; the routes. */
  List<Route> serve(NoticesRoom notices, MeterRegistry registry, Closer closer) {
    closer.add(DueRounds.start(new DueErasing(deletion), KEPT_ROUND));
    closer.add(PackageExpiry.start(packages, KEPT_ROUND));
    closer.add(
        ForgettingRounds.start(
            new ForgottenCases(ground.jdbi(), ground.settings().keep(), ground.clock()),
            ground.changes(),
            KEPT_ROUND));
    closer.add(LateRounds.start(lateStaff(clocks()), ground.changes(), registry, LATE_ROUND));
    CaseMessages messages = messages(notices);
    lastWord.set(new LastWord(messages));
    canTell = () -> !notices.channels().configured().isEmpty();
    Cases.Running running = closer.add(cases.run(works, times()));
    CaseDesk own = desk(running::wake, "yinhu", () -> "");
    closer.add(
        MessageRounds.start(
            cases.words(),
            messages,
            new ExtensionTelling(
                cases,
                clocks(),
                messages,
                wish -> own.extensionArrived(wish.id(), wish.reason()))));
    ProofDesk proof = proof(notices, own, closer);
    judging.set(proof::relation);
    List<Route> routes = new ArrayList<>(FigureRoutes.of(own.figures(), ground.clock()));
    routes.addAll(CaseRoutes.of(own, proof));
    routes.addAll(ProofRoutes.of(own, proof));
    routes.addAll(ReplayRoutes.of(own));
    closer.add(FreezingRounds.start(own.figures(), KEPT_ROUND));
    routes.addAll(
        ConsentRoutes.of(ground.consents(), this::register, ground.access().persons(), own));
    routes.addAll(RestrictionRoutes.of(ground.restrictions()));
    routes.addAll(NoticeRoutes.of(own, notices.notices()));
    routes.addAll(
        PackageLinkRoutes.of(
            own, proof, new PackageLinks(ground.jdbi(), ground.clock(), ground.random())));
    routes.addAll(
        LegalHoldRoutes.of(
            holds, ground.access().persons()::reference, ground.clock(), Yinhu.ZONE));
    return routes;
  }

  private ProofDesk proof(NoticesRoom notices, CaseDesk own, Closer closer) {
    return new IdentityRoom(
            new IdentityRoom.Ground(
                ground.settings().vouching(),
                RequestsWatch.limits(ground.config().warnings()),
                alarms,
                ground.jdbi(),
                cases,
                ground.access().persons(),
                ground.secrets(),
                notices,
                own::verified,
                ground.random(),
                ground.clock()),
            closer)
        .desk();
  }

  /** Looks for requests that look like an attack. */
  RequestsWatch watch(Warnings warnings) {
    return new RequestsWatch(
        new CaseFloods(ground.jdbi()),
        alarms,
        warnings,
        ground.config().warnings(),
        ground.clock());
  }

  /**
   * Opens contacts where the platform keeps them: of people whose cases are open, and of others.
   *
   * @param others the platform's ids of people without a case
   */
  ContactSource contacts(
      Map<ChannelKind, ContactPlace> places, Function<UUID, Optional<SubjectId>> others) {
    return new StoredContacts(
        new StoredContacts.Ground(
            places,
            subject -> cases.person(new PersonRef(subject).text()).or(() -> others.apply(subject)),
            this::graph,
            this::stores,
            ground.access(),
            new Purpose(ground.settings().purpose()),
            ground.settings().contactAge(),
            Yinhu.ZONE,
            ground.clock()));
  }

  /** The people whom the stores know that hold contacts. */
  KnownPeople people(Map<ChannelKind, ContactPlace> places) {
    return new StorePeople(
        new StorePeople.Ground(
            places.values(), this::graph, this::stores, ground.access().persons()));
  }

  private CaseTimes times() {
    CaseTimes usual = CaseTimes.USUAL;
    return new CaseTimes(
        usual.look(),
        usual.heartbeat(),
        usual.missedHeartbeats(),
        ground.settings().atOnce(),
        usual.firstRetry(),
        usual.longestRetry(),
        usual.heldUp(),
        ground.settings().proofTime());
  }

  /**
   * The desk of a command.
   *
   * @param notices opened when a contact has to be told
   */
  CaseDesk desk(
      Supplier<NoticesRoom> notices, String actor, Supplier<String> requestIds, Closer closer) {
    CaseDesk own = desk(actor, requestIds);
    judging.set((id, accepted, code, by) ->
        proof(notices.get(), own, closer).relation(id, accepted, code, by));
    return own;
  }

  /** The desk of an actor that runs no cases: a service finds what it changes by itself. */
  CaseDesk desk(String actor, Supplier<String> requestIds) {
    return desk(_ -> {}, actor, requestIds);
  }

  private CaseDesk desk(Consumer<CaseId> wake, String actor, Supplier<String> requestIds) {
    CaseClock clocks = clocks();
    CaseDesk.Room room =
        new CaseDesk.Room(
            cases,
            works,
            deletion,
            values,
            packages,
            new Certificates(ground.jdbi()),
            certificateKey::verifierKeys,
            clocks,
            lateStaff(clocks),
            figures(clocks),
            new Replaying(deletion, erasedPeople()),
            (id, accepted, code, by) -> judging.get().relation(id, accepted, code, by),
            canTell,
            wake,
            ground.changes(),
            ground.clock());
    return new CaseDesk(room, actor, requestIds);
  }

  private CaseClock clocks() {
    return new CaseClock(laws(), DayEnd.CHINA);
  }

  private Laws laws() {
    return DeadlinesFile.laws(ground.settings().deadlinesFile());
  }

  private LateStaff lateStaff(CaseClock clocks) {
    StaffTime time = new StaffTime(laws(), DayEnd.CHINA, ground.settings().staffDays());
    return new LateStaff(ground.jdbi(), clocks, time, ground.clock());
  }

  private CaseMessages messages(NoticesRoom notices) {
    return new CaseMessages(
        new CaseNotices.Ground(
            notices.notices(),
            notices.texts(),
            notices.channels().language(),
            notices.channels().configured(),
            Duration.ZERO,
            Duration.ZERO,
            Yinhu.ZONE,
            ground.random(),
            ground.clock()),
        clocks(),
        cases::clocks,
        ground.settings().packageTime());
  }

  private ErasedPeople erasedPeople() {
    return new ErasedPeople(ground.jdbi(), ground.secrets(), ground.random(), ground.clock());
  }

  private Figures figures(CaseClock clocks) {
    return new Figures(
        new EndedCases(ground.jdbi()),
        clocks,
        new Snapshots(ground.jdbi(), ground.clock()),
        Yinhu.ZONE,
        ground.clock());
  }

  private static PersonSeal seal(Supplier<SecretBox> box) {
    return new PersonSeal() {
      @Override
      public byte[] seal(byte[] id, String label) {
        return box.get().seal(id, label);
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, String label) {
        return box.get().open(sealed, label);
      }
    };
  }
}
