package dev.yinhu.notices;

import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A channel whose answers a test sets, and which keeps a ledger: what it takes under an id it hands
 * out once, to whoever the contact says.
 */
final class LedgerChannel implements Channel {
  static final Outcome DELIVERED = new Outcome.Delivered(new ResultCode("done"), Optional.empty());
  static final Outcome TAKEN = new Outcome.Delivered(ResultCode.TAKEN, Optional.empty());
  static final Outcome REFUSED = new Outcome.Refused(new ResultCode("http-400"));
  static final Outcome LATER =
      new Outcome.TryLater(new ResultCode("http-503"), Optional.empty(), true);
  static final Outcome UNCLEAR = new Outcome.Unclear(new ResultCode("no-answer"), true);

  private final ChannelKind kind;
  private final Deque<Outcome> answers = new ArrayDeque<>();
  private final Map<String, String> ledger = new ConcurrentHashMap<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private volatile Optional<Fate> fate = Optional.empty();
  private volatile boolean repeats = true;
  private volatile boolean held;
  private volatile Runnable onSend = () -> {};

  LedgerChannel(ChannelKind kind) {
    this.kind = kind;
  }

  /** The answers to the next tries; after them it delivers. */
  synchronized LedgerChannel answers(Outcome... outcomes) {
    answers.addAll(List.of(outcomes));
    return this;
  }

  LedgerChannel tells(Fate told) {
    fate = Optional.of(told);
    return this;
  }

  LedgerChannel doesNotRepeat() {
    repeats = false;
    return this;
  }

  void hold(boolean isHeld) {
    held = isHeld;
  }

  @Override
  public Optional<ResultCode> held(Recipient recipient) {
    return held ? Optional.of(new ResultCode("recipient-paused")) : Optional.empty();
  }

  void onSend(Runnable action) {
    onSend = action;
  }

  /** Contact by id, of all it handed out. */
  Map<String, String> ledger() {
    return Map.copyOf(ledger);
  }

  /** Every text it was given, tries included. */
  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public ChannelKind kind() {
    return kind;
  }

  @Override
  public boolean needsContact(Outgoing.Addressee addressee) {
    return addressee.recipient() instanceof Recipient.Person;
  }

  @Override
  public Outcome send(Outgoing outgoing) {
    said.add(outgoing.text().text());
    onSend.run();
    Outcome answer = next();
    if (answer instanceof Outcome.Delivered
        || answer instanceof Outcome.Accepted
        || answer instanceof Outcome.Unclear) {
      ledger.put(
          outgoing.id().toString(), outgoing.addressee().contact().map(Contact::reveal).orElse(""));
    }
    return answer;
  }

  private synchronized Outcome next() {
    Outcome scripted = answers.poll();
    return scripted == null ? DELIVERED : scripted;
  }

  @Override
  public boolean mayRepeat() {
    return repeats;
  }

  @Override
  public boolean canAsk() {
    return fate.isPresent();
  }

  @Override
  public Fate ask(DeliveryId id, Optional<String> gatewayId) {
    return fate.orElseThrow();
  }

  @Override
  public void close() {}
}
