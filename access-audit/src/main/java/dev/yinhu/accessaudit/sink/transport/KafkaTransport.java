package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.format.EventFormat;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Apache Kafka. A record counts when all replicas in sync have it ({@code acks=all}).
 *
 * <p>The producer is idempotent and tries again by itself for as long as it lives, so within a
 * partition nothing overtakes what was sent before it, not even over a restart of the broker. When
 * a record is not acknowledged in time we say so, and go on waiting for the same records when asked
 * to deliver them again. Only a new producer (after a fault that the client calls fatal, a takeover
 * or a restart) sends records again that may have arrived: then a whole run from the cursor on is
 * repeated in order.
 */
final class KafkaTransport implements Transport {
  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_BYTES = 8 << 20;
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(20);

  /** The events that the producer was given and has not acknowledged all of. */
  private record Pending(long first, List<Future<RecordMetadata>> futures) {}

  private final SinkTarget.Kafka target;
  private final EventFormat format;
  private final KafkaSettings settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private @Nullable Pending pending;

  private KafkaTransport(SinkTarget.Kafka target, EventFormat format, KafkaSettings settings) {
    this.target = target;
    this.format = format;
    this.settings = settings;
  }

  static KafkaTransport open(SinkTarget.Kafka target, EventFormat format) throws NotDelivered {
    return new KafkaTransport(target, format, KafkaSettings.of(target));
  }

  @Override
  public int deliver(List<LogEvent> events) throws NotDelivered, InterruptedException {
    try {
      Pending sent = pending;
      if (sent == null || sent.first() != events.getFirst().index()) {
        sent = send(events);
        pending = sent;
      }
      await(sent);
      pending = null;
      return sent.futures().size();
    } catch (InterruptException e) {
      drop();
      Thread.interrupted();
      throw new InterruptedException("interrupted while the client waited");
    } catch (KafkaException e) {
      drop();
      throw failure(e);
    } catch (ExecutionException e) {
      drop();
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw NotDelivered.forNow("kafka-not-acknowledged", e);
    }
  }

  private static NotDelivered failure(@Nullable Throwable fault) {
    String name = fault == null ? "unknown" : fault.getClass().getSimpleName();
    String code = "kafka-" + name.replaceAll("(Exception|Error)$", "");
    return KafkaSettings.isRefusal(fault)
        ? NotDelivered.refused(code)
        : NotDelivered.forNow(code, fault);
  }

  /**
   * Gives the producer events until it has enough, or does not take one: what follows that one must
   * not overtake it.
   */
  private Pending send(List<LogEvent> events) throws ExecutionException, InterruptedException {
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      open = settings.producer();
      producer = open;
    }
    List<Future<RecordMetadata>> futures = new ArrayList<>();
    long bytes = 0;
    for (LogEvent event : events) {
      if (futures.size() == MOST_EVENTS || bytes > MOST_BYTES) {
        break;
      }
      var record = record(event);
      Future<RecordMetadata> future = open.send(record);
      if (future.isDone() && failedAtOnce(future, futures.isEmpty())) {
        break;
      }
      futures.add(future);
      bytes += record.value().length;
    }
    return new Pending(events.getFirst().index(), futures);
  }

  /** Throws when nothing was sent before it. */
  private static boolean failedAtOnce(Future<RecordMetadata> future, boolean first)
      throws ExecutionException, InterruptedException {
    try {
      future.get();
      return false;
    } catch (ExecutionException e) {
      if (first) {
        throw e;
      }
      return true;
    }
  }

  private static void await(Pending sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + ACKNOWLEDGED.toNanos();
    for (Future<RecordMetadata> future : sent.futures()) {
      future.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private ProducerRecord<byte[], byte[]> record(LogEvent event) {
    String key = target.key() == SinkTarget.Key.CALLER ? event.who() : event.origin();
    var record =
        new ProducerRecord<>(
            target.topic(), key.getBytes(StandardCharsets.UTF_8), format.bytes(event));
    header(record, "yinhu-origin", event.origin());
    header(record, "yinhu-index", Long.toString(event.index()));
    header(record, "yinhu-leaf-hash", event.leafHash());
    header(record, "yinhu-kind", event.kind());
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void drop() {
    KafkaProducer<byte[], byte[]> open = producer;
    producer = null;
    pending = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    drop();
  }
}
