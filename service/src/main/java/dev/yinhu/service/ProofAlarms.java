package dev.yinhu.service;

import dev.yinhu.subjectrights.identity.FailedProofs;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was told of failed proof until somebody takes it, each once and at most {@value #MOST}
 * of them: more come again with the next try. Safe for use by many threads.
 */
final class ProofAlarms implements FailedProofs.Listener {
  private static final int MOST = 1_000;

  private final ConcurrentHashMap<Key, FailedProofs.Alarm> waiting = new ConcurrentHashMap<>();

  private record Key(String kind, String whose) {}

  @Override
  public void tooMany(FailedProofs.Alarm alarm) {
    Key key = new Key(alarm.limit().kind(), alarm.whose());
    if (waiting.size() < MOST || waiting.containsKey(key)) {
      waiting.put(key, alarm);
    }
  }

  /** What has come since it was asked last. */
  Collection<FailedProofs.Alarm> take() {
    List<Key> keys = List.copyOf(waiting.keySet());
    return keys.stream().map(waiting::remove).filter(alarm -> alarm != null).toList();
  }
}
