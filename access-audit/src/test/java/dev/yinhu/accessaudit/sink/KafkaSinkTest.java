package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.OcsfSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streaming to a real broker, which is killed in the middle. */
class KafkaSinkTest {
  @TempDir private static Path directory;
  private static KafkaBroker broker;

  private final SinkLog log = new SinkLog();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker(directory);
    broker.awaitUp();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.kill();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static SinkTarget topic(String name, SinkTarget.Key key) {
    return new SinkTarget.Kafka(List.of(broker.address()), name, key, Optional.empty());
  }

  private static long index(ConsumerRecord<byte[], byte[]> record) {
    return Long.parseLong(
        new String(record.headers().lastHeader("yinhu-index").value(), StandardCharsets.US_ASCII));
  }

  /** All records of a topic, read until an index has come; each partition in its order. */
  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, long last) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.address());
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Until.isTrue(() -> {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        return partitions.stream()
            .allMatch(
                partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
      });
    }
    assertThat(all.stream().mapToLong(KafkaSinkTest::index).max()).hasValue(last);
    return all;
  }

  @Test
  void everyEntryArrivesOnceUnderItsCallerAndIsValid() {
    try (Sinks node =
        log.node(SinkLog.sink("bus", topic("audit", SinkTarget.Key.CALLER), FormatName.OCSF))) {
      log.append(2_000);
      log.awaitCursor("bus", 2_000);
      assertThat(node).isNotNull();
    }
    List<ConsumerRecord<byte[], byte[]>> records = read("audit", 1_999);
    assertThat(records.stream().map(KafkaSinkTest::index).sorted().toList())
        .isEqualTo(SinkLog.upTo(2_000));
    for (ConsumerRecord<byte[], byte[]> record : records) {
      assertThat(new String(record.key(), StandardCharsets.UTF_8))
          .isEqualTo("caller-" + index(record) % 3);
    }
    ConsumerRecord<byte[], byte[]> one = records.getFirst();
    assertThat(OcsfSchema.faults(new String(one.value(), StandardCharsets.UTF_8))).isEmpty();
    assertThat(new String(one.headers().lastHeader("yinhu-origin").value(), StandardCharsets.UTF_8))
        .isEqualTo(SinkLog.ORIGIN);
  }

  @Test
  void aBrokerThatIsKilledAndStartedAgainLosesNothingAndKeepsTheOrderOfEachPartition()
      throws Exception {
    try (Sinks node =
        log.node(SinkLog.sink("bus", topic("killed", SinkTarget.Key.CALLER), FormatName.RAW))) {
      log.append(500);
      log.awaitCursor("bus", 500);
      broker.kill();
      for (int i = 0; i < 5; i++) {
        log.append(500);
      }
      assertThat(log.status("bus").next()).isEqualTo(500);
      broker.restart();
      broker.awaitUp();
      log.append(500);
      log.awaitCursor("bus", 3_500);
      assertThat(node).isNotNull();
    }
    List<ConsumerRecord<byte[], byte[]>> records = read("killed", 3_499);
    assertThat(records.stream().map(KafkaSinkTest::index).distinct().sorted().toList())
        .isEqualTo(SinkLog.upTo(3_500));
    records.stream()
        .collect(Collectors.groupingBy(ConsumerRecord::partition))
        .values()
        .forEach(partition ->
            assertThat(partition.stream().map(KafkaSinkTest::index).distinct().toList())
                .as("first come in the order of the log")
                .isSorted());
  }

  @Test
  void withTheLogAsKeyEverythingIsInOneOrder() {
    try (Sinks node =
        log.node(SinkLog.sink("bus", topic("whole", SinkTarget.Key.LOG), FormatName.CEF))) {
      log.append(300);
      log.awaitCursor("bus", 300);
      assertThat(node).isNotNull();
    }
    assertThat(read("whole", 299).stream().map(KafkaSinkTest::index).toList())
        .isEqualTo(SinkLog.upTo(300));
  }

  private SinkStatus secure(String topic, Path properties, int entries, boolean arrives) {
    SinkTarget target =
        new SinkTarget.Kafka(
            List.of(broker.secureAddress()), topic, SinkTarget.Key.LOG, Optional.of(properties));
    try (Sinks node = log.node(SinkLog.sink("bus", target, FormatName.RAW))) {
      log.append(entries);
      if (arrives) {
        log.awaitCursor("bus", entries);
      } else {
        Until.isTrue(
            () -> log.cursors().all().stream().anyMatch(sink -> sink.lastFailure().isPresent()));
      }
      assertThat(node).isNotNull();
      return log.status("bus");
    }
  }

  @Test
  void overTlsWithAPasswordEverythingArrives() throws Exception {
    Path properties = broker.clientProperties(KafkaBroker.PASSWORD, directory.resolve("ca.pem"));
    assertThat(secure("secure", properties, 300, true).failures()).isZero();
    assertThat(read("secure", 299).stream().map(KafkaSinkTest::index).toList())
        .isEqualTo(SinkLog.upTo(300));
  }

  @Test
  void aWrongPasswordIsARefusalThatDoesNotTellThePassword() throws Exception {
    Path properties = broker.clientProperties("not-the-word", directory.resolve("ca.pem"));
    SinkStatus status = secure("refused", properties, 5, false);
    assertThat(status.next()).isZero();
    assertThat(status.lastFailure().orElseThrow())
        .containsIgnoringCase("SaslAuthentication")
        .doesNotContain("not-the-word", "yinhu");
  }

  @Test
  void aBrokerOfAnotherAuthorityGetsNothing(@TempDir Path other) throws Exception {
    Path properties = broker.clientProperties(KafkaBroker.PASSWORD, new TestAuthority().pem(other));
    SinkStatus status = secure("unknown", properties, 5, false);
    assertThat(status.next()).isZero();
    assertThat(status.lastFailure().orElseThrow()).containsIgnoringCase("Ssl");
  }
}
