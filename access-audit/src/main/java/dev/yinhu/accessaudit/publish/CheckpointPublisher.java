package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.log.Worker;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.proof.CheckpointSource;
import dev.yinhu.accessaudit.publish.Cosigning.Cosigned;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the log states about itself: a thread of its own signs a checkpoint when the tree
 * grew, at most once an interval, and serves the last one from memory. When somebody waits for one
 * and no witness has to be asked, it comes sooner, at most every {@link Publishing#SHORTEST}.
 *
 * <p>In this order, and no step before the one before it has succeeded: the tree is proved to go on
 * from every checkpoint kept and stored; it is signed; the note is kept in a file (fsync of file
 * and directory), and all nodes are told of it; witnesses cosign it; it is stored for all nodes; it
 * is served. Any node may publish; the others take over what it stored, keep it in their own files,
 * and serve it. So no node serves a smaller tree than it served before, and a tree that lost or
 * changed entries is signed by none.
 *
 * <p>Safe for use by many threads; the reading methods never block.
 */
public final class CheckpointPublisher implements CheckpointSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);

  /** How long a start waits for the first round. */
  private static final Duration FIRST = Duration.ofMillis(500);

  /**
   * How it stands.
   *
   * @param published what is served
   * @param forSoLong since this node began to serve it
   * @param refusal why nothing may be signed; empty when it may
   * @param delay why nothing newer is published although it should be
   * @param unwatched how long ago it last got through with looking at the log
   */
  public record State(
      Optional<Checkpoint> published,
      Duration forSoLong,
      Optional<String> refusal,
      Optional<String> delay,
      Duration unwatched) {}

  /** What is served, in full. */
  private record Served(
      Optional<Statement> last, long since, Optional<String> refusal, Optional<String> delay) {
    Served with(Optional<String> newRefusal, Optional<String> newDelay) {
      return new Served(last, since, newRefusal, newDelay);
    }

    Served with(Statement statement) {
      boolean same = last.isPresent() && last.get().note().equals(statement.note());
      return same ? this : new Served(Optional.of(statement), System.nanoTime(), refusal, delay);
    }
  }

  private final AuditLog log;
  private final Publishing publishing;
  private final LogSigners signers;
  private final GrowingTree tree;
  private final Cosigning cosigning;
  private final KeptFile file;
  private final CheckpointStore store;
  private final Lineage lineage;
  private final Demand demand = new Demand();
  private final UUID node = UUID.randomUUID();
  private final CountDownLatch firstRound = new CountDownLatch(1);
  private final Worker worker;
  private volatile Served served =
      new Served(Optional.empty(), System.nanoTime(), Optional.empty(), Optional.empty());
  private boolean warned;
  private volatile boolean closed;
  private volatile long newestSize;
  private volatile long watchedAt = System.nanoTime();

  private CheckpointPublisher(
      AuditLog log,
      DataSource dataSource,
      Publishing publishing,
      LogSigners signers,
      GrowingTree tree,
      Cosigning cosigning) {
    this.log = log;
    this.publishing = publishing;
    this.signers = signers;
    this.tree = tree;
    this.cosigning = cosigning;
    this.file = new KeptFile(publishing.folder());
    this.store = new CheckpointStore(dataSource);
    this.lineage = new Lineage(publishing.base(), signers, file, store, tree);
    this.worker = Worker.of("checkpoint-publisher", new Rounds());
  }

  /** What the thread does. */
  private final class Rounds implements Worker.Work {
    @Override
    public Duration round() throws InterruptedException {
      if (firstRound.getCount() == 0 && lag() == 0) {
        log.awaitIndex(newestSize, publishing.look());
      }
      Duration wait = tryRound();
      watchedAt = System.nanoTime();
      firstRound.countDown();
      demand.pause(wait, Publishing.SHORTEST);
      return Duration.ZERO;
    }

    @Override
    public Duration failed(Throwable fault) {
      tell(Optional.of("an unexpected fault, " + fault.getClass().getName()), fault);
      firstRound.countDown();
      return publishing.look();
    }
  }

  /**
   * Starts publishing. The first round, which may have to derive the tiles of a whole log or to
   * wait for witnesses, is waited for half a second, so that there is something to serve mostly;
   * then what is missing is made behind, and {@link #state} says why nothing is served.
   */
  public static CheckpointPublisher start(
      AuditLog log,
      DataSource dataSource,
      Publishing publishing,
      LogSigners signers,
      GrowingTree tree,
      Cosigning cosigning) {
    var publisher = new CheckpointPublisher(log, dataSource, publishing, signers, tree, cosigning);
    publisher.worker.start();
    publisher.awaitFirstRound();
    return publisher;
  }

  private void awaitFirstRound() {
    try {
      if (!firstRound.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("The first checkpoint takes longer; it is made while the service starts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws CheckpointRefused when the tree must not be stated, or nothing is published yet
   */
  @Override
  public String checkpoint() {
    Served now = served;
    if (now.refusal().isPresent()) {
      throw new CheckpointRefused(now.refusal().get());
    }
    return now.last()
        .map(Statement::note)
        .orElseThrow(() ->
            new CheckpointRefused(
                now.delay().orElse("no checkpoint is published yet; try again in a moment")));
  }

  /**
   * Waits, unless nothing may be signed; on the node whose turn to publish it is, it comes soon.
   */
  @Override
  public void await(long entry, Duration atMost) throws InterruptedException {
    if (served.refusal().isEmpty()) {
      demand.await(entry, atMost);
    }
  }

  /** The keys that verify what is served, Ed25519 first. */
  public List<NoteKey> keys() {
    return signers.keys(
        served.last().map(last -> last.checkpoint().origin()).orElse(publishing.base()));
  }

  /** How publishing stands, for readiness and metrics. */
  public State state() {
    Served now = served;
    Duration unwatched = Duration.ofNanos(System.nanoTime() - watchedAt);
    return new State(
        now.last().map(Statement::checkpoint),
        Duration.ofNanos(System.nanoTime() - now.since()),
        now.refusal(),
        now.delay().or(() -> stalled(unwatched)),
        unwatched);
  }

  /** For a thread that hangs, or ended: it cannot tell itself. */
  private Optional<String> stalled(Duration unwatched) {
    if (firstRound.getCount() > 0) {
      return Optional.of("the first checkpoint since the start is being made");
    }
    return unwatched.compareTo(publishing.turn()) > 0
        ? Optional.of("the log was not looked at for %d s".formatted(unwatched.toSeconds()))
        : Optional.empty();
  }

  /**
   * How many entries of the log are in no published checkpoint: of those that this node wrote up to
   * now, and of those of other nodes when the log was looked at last.
   */
  public long lag() {
    long size = Math.max(newestSize, log.written());
    return Math.max(0, size - served.last().map(Statement::size).orElse(0L));
  }

  /** How long to wait at least before the next round. */
  private Duration tryRound() {
    try {
      return round();
    } catch (CheckpointRefused e) {
      refuse(e);
    } catch (AuditUnavailable e) {
      tell(Optional.of("the database does not answer"), e);
    } catch (AuditException e) {
      refuse(new CheckpointRefused(e.getMessage() + ". " + Lineage.WAY_OUT, e));
    } catch (IOException e) {
      tell(Optional.of("it could not be kept on disk (" + KeptFile.reason(e) + ")"), e);
    }
    return publishing.look();
  }

  private Duration round() throws IOException {
    TreeHead head = log.head();
    newestSize = head.size();
    Lineage.Ground ground = lineage.check(head);
    warnIfNothingIsKept(ground);
    String origin = ground.name().origin();
    Optional<Statement> published =
        ground.published().filter(last -> last.generation() == ground.name().generation());
    if (published.isPresent()) {
      takeOver(published.get(), ground.kept());
      forgive();
    }
    boolean first = published.isEmpty() || !published.get().checkpoint().origin().equals(origin);
    if (!first && head.size() == published.get().size()) {
      tell(Optional.empty(), null);
      return Duration.ZERO;
    }
    Duration left = interval().minus(ground.age());
    boolean waits = !first && left.isPositive() && !ground.age().isNegative();
    if (!waits && (first || store.takeTurn(node, publishing.turn()))) {
      publish(head, ground.name());
      forgive();
      left = publishing.interval();
    }
    return left.isPositive() && left.compareTo(publishing.look()) < 0 ? left : publishing.look();
  }

  /** Witnesses are not asked more often than was agreed upon. */
  private Duration interval() {
    boolean alone = cosigning.equals(Cosigning.NONE);
    return alone && demand.isOpen() ? Publishing.SHORTEST : publishing.interval();
  }

  /** What was refused before has been accepted or mended since. */
  private void forgive() {
    Served before = served;
    if (before.refusal().isPresent()) {
      LOG.info("The log goes on from all that it stated; checkpoints are signed again");
      served = before.with(Optional.empty(), before.delay());
    }
  }

  private void warnIfNothingIsKept(Lineage.Ground ground) {
    if (!warned && ground.kept().isEmpty() && ground.published().isPresent()) {
      warned = true;
      LOG.warn(
          "{} is missing; the database's own last checkpoint is taken for the truth. If the"
              + " database was restored from a backup, bring the file back",
          file.path());
    }
  }

  /** What was published is kept here too before it is served here. */
  private void takeOver(Statement published, Optional<Statement> kept) throws IOException {
    if (kept.isEmpty() || kept.get().isBefore(published)) {
      if (kept.isPresent() && kept.get().generation() < published.generation()) {
        LOG.warn(
            "A restore was accepted on another node: the log goes on as {}",
            published.checkpoint().origin());
        var _ = file.archive(kept.get().name().suffix() + "." + kept.get().size());
      }
      file.keep(published.note());
    }
    serve(published);
  }

  private void serve(Statement statement) {
    served = served.with(statement);
    demand.served(statement.size());
  }

  private void publish(TreeHead head, LogName name) throws IOException {
    String origin = name.origin();
    tree.advance(head.size());
    String note = signers.sign(origin, head);
    // Before anybody else sees it: a witness, too, may hold it against a log that forgot it.
    file.keep(note);
    Checkpoint checkpoint = new Checkpoint(origin, head);
    store.state(new Statement("", name, checkpoint, note));
    Cosigned cosigned = cosigning.cosign(checkpoint, note);
    if (!cosigned.quorum()) {
      tell(Optional.of("too few witnesses signed: " + cosigned.missing()), null);
      return;
    }
    Statement statement =
        new Statement("the published checkpoint", name, checkpoint, note + cosigned.lines());
    if (store.publish(statement)) {
      serve(statement);
      tell(Optional.empty(), null);
    }
  }

  /** Once for each reason: this lasts until somebody does something. */
  private void refuse(CheckpointRefused refused) {
    Served before = served;
    Optional<String> why = Optional.of(String.valueOf(refused.getMessage()));
    if (!closed && !before.refusal().equals(why)) {
      LOG.error("No checkpoint is signed: {}", why.get(), refused.getCause());
    }
    served = before.with(why, Optional.empty());
    tree.forget();
  }

  /** Once when it begins and once when it is over. */
  private void tell(Optional<String> delay, @Nullable Throwable cause) {
    Served before = served;
    if (!closed && delay.isPresent() && !before.delay().equals(delay)) {
      LOG.warn("The checkpoint stays behind the log: {}; it is tried again", delay.get(), cause);
    }
    if (delay.isEmpty() && before.delay().isPresent()) {
      LOG.info("Checkpoints are published again");
    }
    served = before.with(before.refusal(), delay);
  }

  /** Publishes no more; returns when the thread has ended. */
  @Override
  public void close() {
    closed = true;
    worker.close();
    endTurn();
  }

  /** So that the next node, or this one when it is started again, need not wait for its end. */
  private void endTurn() {
    try {
      store.endTurn(node);
    } catch (AuditUnavailable e) {
      LOG.debug("The turn to publish could not be given back and ends by itself", e);
    }
  }
}
