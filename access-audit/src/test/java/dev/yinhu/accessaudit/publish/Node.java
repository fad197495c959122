package dev.yinhu.accessaudit.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.testing.TestDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** One node of a service, as far as its log and its checkpoints go. */
final class Node implements AutoCloseable {
  static final String NAME = "log.example/yinhu";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));

  private final TestDatabase database;
  private final Publishing publishing;
  private final LogSigners signers;
  private final AuditLog log;
  private CheckpointPublisher publisher;

  private Node(TestDatabase database, Path folder, boolean mlDsa, Cosigning cosigning) {
    this(
        database,
        new Publishing(
            NAME, folder, Publishing.SHORTEST, Duration.ofMillis(500), Duration.ofMillis(50)),
        mlDsa,
        cosigning);
  }

  private Node(TestDatabase database, Publishing publishing, boolean mlDsa, Cosigning cosigning) {
    this.database = database;
    this.publishing = publishing;
    this.signers =
        new LogSigners(() -> seed(7), mlDsa ? Optional.of(() -> seed(8)) : Optional.empty());
    this.log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK);
    this.publisher = publisher(cosigning);
  }

  static Node start(TestDatabase database, Path folder) {
    Node node = new Node(database, folder, false, Cosigning.NONE);
    node.awaitFirstRound();
    return node;
  }

  static Node start(TestDatabase database, Path folder, Cosigning cosigning) {
    return new Node(database, folder, false, cosigning);
  }

  /** Publishes once an hour, if nobody wants it sooner. */
  static Node hourly(TestDatabase database, Path folder, Cosigning cosigning) {
    Node node =
        new Node(
            database,
            new Publishing(NAME, folder, Publishing.LONGEST, Duration.ofMillis(500)),
            false,
            cosigning);
    node.awaitFirstRound();
    return node;
  }

  static Node withMlDsa(TestDatabase database, Path folder) {
    return new Node(database, folder, true, Cosigning.NONE);
  }

  private static byte[] seed(int fill) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) fill);
    return seed;
  }

  private CheckpointPublisher publisher(Cosigning cosigning) {
    return CheckpointPublisher.start(
        log,
        database.dataSource(),
        publishing,
        signers,
        new TiledLog(new Tiles(database.dataSource())),
        cosigning);
  }

  void restart() {
    publisher.close();
    publisher = publisher(Cosigning.NONE);
    awaitFirstRound();
  }

  /** Starting waits half a second for it, which a busy machine may need longer for. */
  private void awaitFirstRound() {
    Until.isTrue(() ->
        publisher.state().published().isPresent()
            || publisher.state().refusal().isPresent()
            || !publisher.state().delay().orElse("").contains("is being made"));
  }

  /** Stops publishing; the log goes on. */
  void stopPublishing() {
    publisher.close();
  }

  long append(String word) {
    return append(entry(word)).join();
  }

  private CompletableFuture<Long> append(AuditEntry entry) {
    return log.append(entry);
  }

  private static AuditEntry entry(String word) {
    return new AuditEntry.Admin(
        CLOCK.instant(), "r-1", "admin", "test-" + word, AuditEntry.Phase.DONE, Map.of());
  }

  void append(int entries) {
    List<CompletableFuture<Long>> waiting =
        IntStream.range(0, entries).mapToObj(_ -> append(entry("entry"))).toList();
    waiting.forEach(CompletableFuture::join);
  }

  AuditLog log() {
    return log;
  }

  CheckpointPublisher publisher() {
    return publisher;
  }

  LogSigners signers() {
    return signers;
  }

  Path kept() {
    return publishing.folder().resolve("checkpoint");
  }

  RestoreAcceptance acceptance() {
    return new RestoreAcceptance(
        log,
        database.dataSource(),
        publishing,
        signers,
        new TiledLog(new Tiles(database.dataSource())),
        new SecureRandom());
  }

  /** The log's name as it is served, behind {@link #NAME}. */
  String suffix() {
    String origin = awaitServed(0).origin();
    assertThat(origin).startsWith(NAME);
    return origin.substring(NAME.length());
  }

  Checkpoint served() {
    SignedNote note = SignedNote.parse(publisher.checkpoint());
    assertThat(note.isSignedBy(publisher.keys())).isTrue();
    return Checkpoint.parse(note.text());
  }

  Checkpoint awaitServed(long size) {
    Until.isTrue(() ->
        publisher.state().refusal().isEmpty()
            && publisher.state().published().map(Checkpoint::size).orElse(-1L) >= size);
    return served();
  }

  String awaitRefusal() {
    Until.isTrue(() -> publisher.state().refusal().isPresent());
    return publisher.state().refusal().orElseThrow();
  }

  @Override
  public void close() {
    publisher.close();
    log.close();
  }
}
