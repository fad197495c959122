package dev.yinhu.breachresponse.containment;

import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.fieldaccess.Suspended;
import dev.yinhu.fieldaccess.Suspensions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in force on this node: kept in the database, looked up in memory. The node that decides
 * holds back at once, the others when they are notified, at latest after {@link #LOOK}; so does an
 * end by itself. While the database is away what was in force stays. Safe for use by many threads.
 */
public final class ContainmentBook implements Suspensions, AutoCloseable {
  /** How often the database is looked at without being told. */
  public static final Duration LOOK = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(ContainmentBook.class);

  private final ContainmentStore store;
  private final InstantSource clock;
  private final List<ContainmentPoint> points = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread looking;
  private final Refusals refusals = new Refusals();
  private volatile InForce inForce = InForce.NOTHING;
  private Optional<Subscription> subscription = Optional.empty();

  private ContainmentBook(Database database, InstantSource clock) {
    this.store = new ContainmentStore(database.jdbi());
    this.clock = clock;
    this.looking = Thread.ofVirtual().name("containment").unstarted(this::look);
  }

  /**
   * Opens it with what is in force; the schema {@code breach} is migrated. Close it after what asks
   * it.
   */
  public static ContainmentBook open(Database database, InstantSource clock) {
    ContainmentBook book = withoutNotifications(database, clock);
    book.subscription =
        Optional.of(database.listen(ContainmentStore.CHANNEL, _ -> book.reload(), book::reload));
    return book;
  }

  /** As where notifications are lost. */
  static ContainmentBook withoutNotifications(Database database, InstantSource clock) {
    ContainmentBook book = new ContainmentBook(database, clock);
    book.reload();
    book.looking.start();
    return book;
  }

  /** Tells the point what is in force, now and whenever it is read anew. */
  public synchronized void tell(ContainmentPoint point) {
    points.add(point);
    point.inForce(inForce);
  }

  @Override
  public Suspended now() {
    return inForce.suspended();
  }

  /** All that is in force here. */
  public InForce inForce() {
    return inForce;
  }

  /**
   * Whether the caller is let in nowhere now; if so, that counts as refused by the measure. For
   * what field access does not ask by itself. Never blocks.
   */
  public boolean refusesCaller(String name) {
    return refuses(Optional.ofNullable(inForce.suspended().callers().get(name)));
  }

  /** Whether nothing is handed to the recipient now; if so, that counts. Never blocks. */
  public boolean refusesRecipient(String name) {
    return refuses(Optional.ofNullable(inForce.paused().get(name)));
  }

  private boolean refuses(Optional<String> mark) {
    refusals.count(mark);
    return mark.isPresent();
  }

  /** One reading at a time, so that an older one does not stand in the place of a newer. */
  synchronized void reload() {
    InForce read = InForce.of(store.active(clock.instant()));
    if (!read.equals(inForce)) {
      inForce = read;
      LOG.info(
          "Contained now: {} in field access, {} recipients",
          read.suspended().count(),
          read.recipients().size());
    }
    points.forEach(point -> point.inForce(read));
  }

  private void look() {
    boolean failing = false;
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          reload();
          refusals.drain(store);
          failing = false;
        } catch (RuntimeException e) {
          if (!failing) {
            LOG.warn("What is contained cannot be read; what was in force stays so", e);
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    subscription.ifPresent(Subscription::close);
    boolean interrupted = false;
    while (looking.isAlive()) {
      try {
        looking.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    writeLast();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeLast() {
    try {
      refusals.drain(store);
    } catch (RuntimeException e) {
      LOG.warn("What was refused last could not be written down", e);
    }
  }
}
