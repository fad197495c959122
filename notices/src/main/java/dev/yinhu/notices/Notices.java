package dev.yinhu.notices;

import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.text.Texts;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outbox. A notice that was enqueued in a transaction is sent when, and only when, that
 * transaction commits; then it is sent once by whichever node comes first, over crashes and lost
 * answers, as far as the channel lets (see docs/notices.md). Thread-safe.
 */
public final class Notices implements AutoCloseable {
  private static final ResultCode CANCELLED = new ResultCode("cancelled");

  /** Of a notice that waits for a channel that is not configured here. */
  private static final String NO_CHANNEL = "no-channel";

  private final OutboxStore store;
  private final LateWordStore lateWords;
  private final Parts parts;
  private final Database database;
  private final List<Dispatcher> dispatchers;
  private final DrillSink drills;
  private @Nullable Subscription subscription;

  /**
   * What it is made of.
   *
   * @param random of cryptographic strength: claims are told apart by it
   */
  public record Parts(
      NoticesSettings settings,
      Texts texts,
      ContactSource contacts,
      Sealer sealer,
      InstantSource clock,
      RandomGenerator random) {}

  private Notices(Database database, Parts parts, List<Channel> channels) {
    this.database = database;
    this.parts = parts;
    this.store = new OutboxStore(database.jdbi());
    this.lateWords = new LateWordStore(database.jdbi());
    this.dispatchers = channels.stream().map(this::dispatcher).toList();
    this.drills =
        new DrillSink(store, parts.texts(), parts.settings(), parts.clock(), parts.random());
  }

  /**
   * Over a database that has schema {@code notices}. Sends nothing before {@link #start}; a node
   * that only enqueues never starts it.
   *
   * @param channels at most one of each kind; closed with this
   */
  public static Notices open(Database database, Parts parts, List<Channel> channels) {
    Map<ChannelKind, Channel> byKind = new EnumMap<>(ChannelKind.class);
    for (Channel each : channels) {
      if (byKind.put(each.kind(), each) != null) {
        throw new IllegalArgumentException("two channels are of kind " + each.kind().wireName());
      }
    }
    return new Notices(database, parts, channels);
  }

  private Dispatcher dispatcher(Channel channel) {
    LineSettings settings = parts.settings().line(channel.kind());
    Line line = new Line(channel, settings);
    Delivery delivery =
        new Delivery(
            store,
            line,
            new Course(settings, parts.random()),
            new Delivery.Opening(parts.texts(), parts.contacts(), parts.sealer()),
            parts.settings().lease(),
            parts.clock());
    return new Dispatcher(store, line, delivery, parts.settings(), parts.clock(), parts.random());
  }

  /** Begins to send what is due, and to take in what drills have. Called once. */
  public void start() {
    dispatchers.forEach(Dispatcher::start);
    drills.start();
    subscription = database.listen(OutboxStore.TOPIC, _ -> wake(), this::wake);
  }

  private void wake() {
    dispatchers.forEach(Dispatcher::wake);
    drills.wake();
  }

  /**
   * Adds a notice in the caller's transaction. The same key with the same content is the same
   * notice.
   *
   * @param transaction a connection to the same database, without auto-commit; left open
   * @return true when it is new
   * @throws KeyReused when the key is another notice's; the transaction is then to be rolled back
   * @throws IllegalArgumentException when the text cannot be said with these parameters
   */
  public boolean enqueue(Connection transaction, Notice notice) {
    return enqueueAll(transaction, List.of(notice)).getFirst();
  }

  /** As {@link #enqueue(Connection, Notice)}, with a one-time code; the caller closes it. */
  public boolean enqueue(Connection transaction, Notice notice, SecretCode code) {
    check(notice, true);
    OutboxStore.Addition addition =
        new OutboxStore.Addition(notice, Optional.of(seal(notice, code)));
    return OutboxStore.add(transaction, List.of(addition), parts.clock().instant()).getFirst();
  }

  /**
   * Many at once in the caller's transaction, some thousand at most: for more, call it again.
   *
   * @return for each whether it is new
   */
  public List<Boolean> enqueueAll(Connection transaction, List<Notice> notices) {
    return OutboxStore.add(transaction, additions(notices), parts.clock().instant());
  }

  /** As {@link #enqueueAll(Connection, List)} in a transaction of its own, durable on return. */
  public List<Boolean> enqueueAll(List<Notice> notices) {
    return store.add(additions(notices), parts.clock().instant());
  }

  private List<OutboxStore.Addition> additions(List<Notice> notices) {
    return notices.stream()
        .peek(notice -> check(notice, false))
        .map(notice -> new OutboxStore.Addition(notice, Optional.empty()))
        .toList();
  }

  private void check(Notice notice, boolean secret) {
    parts.texts().check(notice.message(), secret);
  }

  private SealedCode seal(Notice notice, SecretCode code) {
    byte[] plain = code.bytes();
    try {
      return new SealedCode(parts.sealer().seal(plain, Delivery.context(notice.key().id())));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** What became of a notice; empty when there is none of that key. */
  public Optional<NoticeStatus> find(NoticeKey key) {
    return store.status(key).map(this::told);
  }

  /** What became of some thousand notices at most; those that there are not are left out. */
  public Map<NoticeKey, NoticeStatus> find(Collection<NoticeKey> keys) {
    return store.statuses(keys).stream()
        .map(this::told)
        .collect(Collectors.toMap(NoticeStatus::key, status -> status));
  }

  /** What became of the notices of an owner, the first asked for first. */
  public List<NoticeStatus> of(Owner owner) {
    return store.statuses(owner).stream().map(this::told).toList();
  }

  /** A notice that nobody here would ever send says so. */
  private NoticeStatus told(NoticeStatus status) {
    boolean sent =
        dispatchers.stream().anyMatch(each -> each.line().channel().kind() == status.channel());
    return sent || status.state() != NoticeState.WAITING ? status : status.with(NO_CHANNEL);
  }

  /**
   * Settles what waits for a channel that no node has, and whose time is over: else its one-time
   * code would stay. How many.
   */
  public int giveUp(Instant expiredBefore) {
    return store.expire(expiredBefore, new ResultCode(NO_CHANNEL), parts.clock().instant());
  }

  /**
   * Takes in what drills have due, where {@link #start} is not called; nothing leaves by it.
   *
   * @param most to take, some hundred
   * @return how many were taken
   */
  public int takeDrills(int most) {
    return drills.take(most);
  }

  /** Every try of a notice, the first first. */
  public List<Attempt> attempts(NoticeKey key) {
    return store.attempts(key);
  }

  /** How many notices of an owner stand where. */
  public Map<NoticeState, Long> count(Owner owner) {
    return store.count(Optional.of(owner));
  }

  /** How many notices stand where, over all owners. Reads all rows: for meters, now and then. */
  public Map<NoticeState, Long> count() {
    return store.count(Optional.empty());
  }

  /** Stops a notice that waits; false when it may have been sent, is settled or is not there. */
  public boolean cancel(NoticeKey key) {
    return store.stop("key", key.text(), CANCELLED, parts.clock().instant()) > 0;
  }

  /** Stops all notices of an owner that wait; how many. */
  public int cancel(Owner owner) {
    return store.stop("owner", owner.text(), CANCELLED, parts.clock().instant());
  }

  /**
   * Takes in what a gateway or receiver says later. Durable on return; the same word twice acts
   * once.
   */
  public Heard hear(LateWord word) {
    Heard heard = lateWords.hear(word, parts.clock().instant());
    wake();
    return heard;
  }

  /** Deletes with their history up to so many notices settled before then; how many. */
  public int forget(Instant settledBefore, int most) {
    return store.forget(settledBefore, most);
  }

  /** This node's numbers. */
  public Map<ChannelKind, NoticesMeters> meters() {
    Map<ChannelKind, NoticesMeters> found = new EnumMap<>(ChannelKind.class);
    dispatchers.forEach(each -> found.put(each.line().channel().kind(), each.line().meters()));
    return found;
  }

  /** Takes no more and waits at most a minute for what is being sent; then closes the channels. */
  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    drills.close();
    dispatchers.forEach(Dispatcher::close);
  }
}
