package dev.yinhu.crypto;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks after the keys. Every few seconds it stores how often they were used. Once
 * it {@linkplain #keep keeps} them, it also looks each minute whether a version is to be rotated,
 * by period or by use, and whether a destruction is due; of several nodes one does so at a time.
 *
 * <p>It never dies of a failure: that is told once, and the round comes again. Closing stores the
 * last counts.
 */
final class KeyKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyKeeper.class);
  private static final long PERIOD_SECONDS = 5;
  private static final int ROUNDS_PER_DUTY = 12;

  /** What a keeper does for a policy. */
  private record Duties(KeyPolicy policy, KeyLifeCycle lifeCycle, KeyChangeRecord record) {}

  private final KeyUseLedger uses;
  private final KeyLifeStore store;
  private final Keyrings keyrings;
  private final KeyWatch watch;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("key-keeper").daemon().factory());
  private final Set<Long> heldUp = new HashSet<>();
  private Optional<Duties> duties = Optional.empty();
  private int round;
  private boolean failing;

  KeyKeeper(
      KeyUseLedger uses,
      KeyLifeStore store,
      Keyrings keyrings,
      KeyWatch watch,
      InstantSource clock) {
    this.uses = uses;
    this.store = store;
    this.keyrings = keyrings;
    this.watch = watch;
    this.clock = clock;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::round, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes over the duties from now on; the first round of them comes with the next of all. */
  synchronized void keep(KeyPolicy policy, KeyLifeCycle lifeCycle, KeyChangeRecord record) {
    duties = Optional.of(new Duties(policy, lifeCycle, record));
    round = 0;
  }

  /** Gives the duties up, so that another node takes them over. */
  synchronized void release() {
    if (duties.isPresent()) {
      duties = Optional.empty();
      attempt(watch::close);
    }
  }

  private synchronized void round() {
    attempt(() -> {
      uses.flush();
      if (duties.isPresent() && round++ % ROUNDS_PER_DUTY == 0) {
        perform(duties.get());
      }
    });
  }

  /** One round of the duties now, as the timer does it each minute; throws what went wrong. */
  synchronized void performNow() {
    uses.flush();
    duties.ifPresent(this::perform);
  }

  private void attempt(Runnable work) {
    try {
      work.run();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn(
            "Key use could not be stored, or a key not be rotated or destroyed, now ({}); it is"
                + " tried again",
            e.getClass().getName());
      }
      failing = true;
    }
  }

  private void perform(Duties to) {
    if (!watch.round()) {
      return;
    }
    for (KeyLifeStore.Version version : store.versions()) {
      // Without the root key no successor can be wrapped; it comes when the key is back.
      if (version.state() == KeyState.ACTIVE
          && !keyrings.isLocked()
          && to.policy().rotationDue(version, clock.instant())) {
        record(
            to,
            "key-rotate",
            version,
            () -> keyrings.rotateFrom(version.keyring(), version.number()));
      } else if (to.policy().destructionDue(version)) {
        destroy(to, version);
      }
    }
  }

  private void destroy(Duties to, KeyLifeStore.Version version) {
    KeyDestruction destruction = to.lifeCycle().destruction();
    Optional<String> needed = destruction.heldUpBy(version.keyring(), version.number());
    if (needed.isPresent()) {
      if (heldUp.add(version.keyId())) {
        LOG.warn("A destruction that is due is held up, or to be taken back: {}", needed.get());
      }
      return;
    }
    record(
        to, "key-destroy", version, () -> destruction.finish(version.keyring(), version.number()));
  }

  private static void record(
      Duties to, String action, KeyLifeStore.Version version, Supplier<Boolean> change) {
    Map<String, String> details =
        Map.of("keyring", version.keyring().text(), "version", Integer.toString(version.number()));
    boolean done = to.record().make(action, details, change);
    LOG.info(
        "{} of version {} of keyring {}: {}",
        action,
        version.number(),
        version.keyring().text(),
        done ? "done" : "not done, as it has changed meanwhile");
  }

  @Override
  public void close() {
    timer.close();
    release();
    attempt(uses::close);
  }
}
