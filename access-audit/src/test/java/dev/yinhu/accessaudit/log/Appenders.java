package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that append one leaf after the other, each waiting for its acknowledgement, until they
 * are stopped. What is refused is not tried again; anything but a refusal ends the test.
 */
final class Appenders implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean stopped;

  static Appenders start(AuditLog log, String name, int count) {
    Appenders appenders = new Appenders();
    for (int i = 0; i < count; i++) {
      String prefix = name + "-" + i + "-";
      appenders.threads.add(Thread.ofVirtual().start(() -> appenders.run(log, prefix)));
    }
    return appenders;
  }

  private void run(AuditLog log, String prefix) {
    long last = -1;
    for (int n = 0; !stopped; n++) {
      String leaf = prefix + n;
      try {
        long index = log.append(Leaves.leaf(leaf)).join();
        if (index <= last || acknowledged.put(index, leaf) != null) {
          fault(new AssertionError("index " + index + " was given twice or out of order"));
        }
        last = index;
      } catch (CompletionException e) {
        if (e.getCause() instanceof AuditUnavailable) {
          refused.incrementAndGet();
        } else {
          fault(e);
        }
      }
    }
  }

  private void fault(Throwable fault) {
    faults.add(fault);
  }

  int acknowledgedSoFar() {
    return acknowledged.size();
  }

  int refusedSoFar() {
    return refused.get();
  }

  /** Waits until so many more were acknowledged. */
  void awaitMore(int more) {
    int target = acknowledged.size() + more;
    Until.isTrue(() -> acknowledged.size() >= target);
  }

  /** Stops all and gives what was acknowledged, by index. */
  Map<Long, String> stop() {
    close();
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.size() + " faults", faults.getFirst());
    }
    return acknowledged;
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
