package dev.yinhu.service;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.publish.CheckpointPublisher;
import dev.yinhu.accessaudit.publish.Cosigning;
import dev.yinhu.accessaudit.publish.LogSigners;
import dev.yinhu.accessaudit.publish.Publishing;
import dev.yinhu.accessaudit.publish.RestoreAcceptance;
import dev.yinhu.accessaudit.publish.TiledLog;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.accessaudit.witness.Witnesses;
import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.ReadinessCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The log's checkpoints, as the configuration wants them. */
final class Checkpoints {
  private static final Duration SPARE = Duration.ofSeconds(5);

  private final YinhuConfig config;
  private final DataSource dataSource;
  private final AuditLog log;
  private final TiledLog tree;
  private final LogSigners signers;
  private final SecureRandom random;

  Checkpoints(
      YinhuConfig config,
      DataSource dataSource,
      AuditLog log,
      Tiles tiles,
      Supplier<SealedSecrets> secrets,
      SecureRandom random) {
    this.config = config;
    this.dataSource = dataSource;
    this.log = log;
    this.random = random;
    this.tree = new TiledLog(tiles);
    this.signers =
        new LogSigners(
            seed(secrets, "audit-signing-key", random),
            config.audit().checkpoints().mlDsa()
                ? Optional.of(seed(secrets, "audit-signing-key-ml-dsa-44", random))
                : Optional.empty());
  }

  private static Supplier<byte[]> seed(
      Supplier<SealedSecrets> secrets, String name, SecureRandom random) {
    return () ->
        secrets
            .get()
            .getOrCreate(
                name,
                () -> {
                  var fresh = new byte[NoteSigner.SEED_BYTES];
                  random.nextBytes(fresh);
                  return fresh;
                });
  }

  /** Where the last checkpoint is kept outside the database. */
  static Path folder(YinhuConfig config) {
    return config.data().resolve("audit");
  }

  private Publishing publishing() {
    var interval = config.audit().checkpoints().interval();
    var turn = interval.plus(config.audit().checkpoints().witnessTimeout()).plus(SPARE);
    return new Publishing(config.audit().origin(), folder(config), interval, turn);
  }

  /**
   * Starts publishing, with meters.
   *
   * @param closer closes it
   * @throws AuditException when the policy of the witnesses cannot be used
   */
  CheckpointPublisher publish(MeterRegistry registry, Closer closer) {
    var cosigning =
        config
            .audit()
            .checkpoints()
            .witnessPolicy()
            .<Cosigning>map(policy -> closer.add(witnesses(policy)))
            .orElse(Cosigning.NONE);
    var publisher =
        closer.add(
            CheckpointPublisher.start(log, dataSource, publishing(), signers, tree, cosigning));
    watch(publisher, registry);
    return publisher;
  }

  private Witnesses witnesses(Path policy) {
    try {
      return new Witnesses(
          TrustPolicy.parse(Files.readString(policy)),
          tree,
          config.audit().checkpoints().witnessTimeout());
    } catch (IOException | IllegalArgumentException e) {
      throw new AuditException(
          "the file of audit.witness_policy, %s, cannot be used: %s"
              .formatted(policy, e.getMessage()),
          e);
    }
  }

  private static void watch(CheckpointPublisher publisher, MeterRegistry registry) {
    Gauge.builder(
            "yinhu.audit.checkpoint.size",
            publisher,
            of -> of.state().published().map(Checkpoint::size).orElse(0L))
        .description("Entries in the published checkpoint")
        .register(registry);
    Gauge.builder("yinhu.audit.checkpoint.lag", publisher, CheckpointPublisher::lag)
        .description("Entries of the log that are in no published checkpoint yet")
        .register(registry);
    Gauge.builder(
            "yinhu.audit.checkpoint.age",
            publisher,
            of -> of.state().forSoLong().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("How long this node has served the checkpoint that it serves")
        .register(registry);
    Gauge.builder(
            "yinhu.audit.checkpoint.refused",
            publisher,
            of -> of.state().refusal().isPresent() ? 1 : 0)
        .description("1 while the log does not go on from what it stated, and nothing is signed")
        .register(registry);
    Gauge.builder(
            "yinhu.audit.checkpoint.delayed",
            publisher,
            of -> of.state().delay().isPresent() ? 1 : 0)
        .description("1 while a checkpoint cannot be kept, cosigned or stored")
        .register(registry);
  }

  /** Fails while nothing may be signed; tells, too, why nothing newer is published. */
  static ReadinessCheck readiness(CheckpointPublisher publisher) {
    return new ReadinessCheck(
        "checkpoints",
        () -> publisher.state().refusal().isEmpty(),
        () -> publisher.state().refusal().or(() -> publisher.state().delay()));
  }

  /** The verifier keys of the log under a name. */
  List<NoteKey> keys(String origin) {
    return signers.keys(origin);
  }

  /** What a restored log needs to go on. */
  RestoreAcceptance acceptance() {
    return new RestoreAcceptance(log, dataSource, publishing(), signers, tree, random);
  }
}
