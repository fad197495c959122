package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.source.FileReading;
import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Watcher;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Scans files by several threads and tells what comes of it in the order of the walk, as one thread
 * would. What is ahead of its turn waits in queues of bounded length. For one run.
 */
public final class OrderedScan implements FileTree.Visitor, AutoCloseable {
  private static final int QUEUE = 1024;
  private static final int FILES_AHEAD = 8;

  private final FileReading reading;
  private final Function<PassageScan.Listener, Watcher> scans;
  private final PassageScan.Listener listener;
  private final ExecutorService workers;
  private final int most;
  private final Deque<FileEvents> waiting = new ArrayDeque<>();

  /**
   * Tells a listener, in the thread that walks.
   *
   * @param scans makes what scans one file and tells a listener of it
   * @param threads that scan, at least one
   */
  public OrderedScan(
      FileReading reading,
      Function<PassageScan.Listener, Watcher> scans,
      PassageScan.Listener listener,
      int threads) {
    this.reading = reading;
    this.scans = scans;
    this.listener = listener;
    this.workers = Executors.newFixedThreadPool(threads);
    this.most = threads * FILES_AHEAD;
  }

  private sealed interface Event {}

  private record FoundOne(Found found) implements Event {}

  private record HappenedOne(Happening happening) implements Event {}

  private record Ended() implements Event {}

  private record Failed(RuntimeException failure) implements Event {}

  /** What comes of one file, until it is its turn. */
  private static final class FileEvents implements PassageScan.Listener {
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE);

    private void put(Event event) {
      try {
        events.put(event);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new CancellationException("the scan was given up");
      }
    }

    @Override
    public void found(Found found) {
      put(new FoundOne(found));
    }

    @Override
    public void happened(Happening happening) {
      put(new HappenedOne(happening));
    }
  }

  @Override
  public void file(Path path, String source) {
    var events = new FileEvents();
    workers.execute(() -> scan(path, source, events));
    add(events);
  }

  private void scan(Path path, String source, FileEvents events) {
    try {
      reading.file(path, source, scans.apply(events));
      events.put(new Ended());
    } catch (CancellationException _) {
      // Nobody listens any more.
    } catch (RuntimeException e) {
      events.put(new Failed(e));
    }
  }

  @Override
  public void happened(Happening happening) {
    var events = new FileEvents();
    scans.apply(events).happened(happening);
    events.put(new Ended());
    add(events);
  }

  private void add(FileEvents events) {
    waiting.add(events);
    if (waiting.size() > most) {
      tell(waiting.remove());
    }
  }

  /** Tells what is left; the walk is over. */
  public void finish() {
    while (!waiting.isEmpty()) {
      tell(waiting.remove());
    }
  }

  private void tell(FileEvents file) {
    boolean going = true;
    while (going) {
      switch (next(file)) {
        case FoundOne(Found found) -> listener.found(found);
        case HappenedOne(Happening happening) -> listener.happened(happening);
        case Ended() -> going = false;
        case Failed(RuntimeException failure) ->
            throw new IllegalStateException("the scan of a file failed", failure);
      }
    }
  }

  private static Event next(FileEvents file) {
    try {
      return file.events.take();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the scan was given up");
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
