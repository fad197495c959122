package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** How the producer is set up: ours first, the operator's file for the rest. Holds secrets. */
final class KafkaSettings {
  private static final int MEMORY = 32 << 20;
  private static final int LARGEST = 4 << 20;
  private static final int BLOCKED = 10_000;

  private final Map<String, Object> settings;

  private KafkaSettings(Map<String, Object> settings) {
    this.settings = settings;
  }

  static KafkaSettings of(SinkTarget.Kafka target) throws NotDelivered {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) MEMORY);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5L);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "yinhu");
    if (target.propertiesFile().isPresent()) {
      settings.putAll(properties(target.propertiesFile().get()));
    }
    // Delivery rests upon these: no file changes them.
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.servers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) BLOCKED);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return new KafkaSettings(settings);
  }

  private static Map<String, Object> properties(Path file) throws NotDelivered {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      Map<String, Object> settings = new HashMap<>();
      properties.forEach((key, value) -> settings.put(key.toString(), value));
      return settings;
    } catch (IOException | IllegalArgumentException e) {
      // Not the cause: it may repeat what the file holds.
      throw NotDelivered.forNow("kafka-properties-unusable", null);
    }
  }

  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** True when the brokers will go on to say no until somebody changes something. */
  static boolean isRefusal(@Nullable Throwable fault) {
    return fault instanceof ApiException
        && (fault instanceof AuthenticationException
            || fault instanceof AuthorizationException
            || fault instanceof InvalidTopicException
            || fault instanceof RecordTooLargeException);
  }
}
