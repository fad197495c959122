package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.log.LogTail;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import dev.yinhu.accessaudit.sink.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that no receiver answers with: of a format, a library, the runtime. */
class DeliveryTest {
  private final SinkLog log = new SinkLog();
  private final List<Long> received = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private final Transport transport =
      new Transport() {
        @Override
        public int deliver(List<LogEvent> events) {
          switch (fault.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError(e);
          }
          List<Long> indexes = new ArrayList<>();
          events.forEach(event -> indexes.add(event.index()));
          received.addAll(indexes);
          return events.size();
        }

        @Override
        public void close() {}
      };

  @AfterEach
  void close() {
    log.close();
  }

  private LogTail start() {
    UUID holder = UUID.randomUUID();
    SinkStore store = new SinkStore(log.database().jdbi());
    store.register("hook", 0);
    assertThat(store.lease("hook", holder, Duration.ofMinutes(10))).isPresent();
    SinkConfig sink =
        SinkLog.sink(
            "hook",
            new SinkTarget.Webhook(
                java.net.URI.create("http://127.0.0.1:1/"),
                SinkTarget.Body.NDJSON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            FormatName.RAW);
    return LogTail.start(
        log.log(),
        "sink-hook",
        new Delivery(sink, SinkLog.ORIGIN, store, holder, transport, SinkLog.SHORT, new Random(7)));
  }

  private void failsWith(Throwable planted) {
    fault.set(planted);
    log.append(3);
    try (LogTail _ = start()) {
      Until.isTrue(() -> log.status("hook").failures() > 1);
      assertThat(log.status("hook").lastFailure()).contains(planted.getClass().getSimpleName());
      assertThat(log.status("hook").state()).isEqualTo("failing");
      fault.set(null);
      log.awaitCursor("hook", 3);
      assertThat(log.status("hook").state()).isEqualTo("streaming");
    }
    assertThat(received).isEqualTo(SinkLog.upTo(3));
  }

  @Test
  void aFaultOfAFormatOrTransportIsToldByItsClassAndTriedAgain() {
    failsWith(new UnsupportedOperationException("planted"));
  }

  @Test
  void anErrorIsToldByItsClassAndTriedAgain() {
    failsWith(new NoClassDefFoundError("planted"));
  }
}
