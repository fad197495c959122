package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.publish.Cosigning;
import dev.yinhu.accessaudit.publish.GrowingTree;
import dev.yinhu.accessaudit.witness.WitnessClient.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * All witnesses of a policy, asked at once. Returns when all have answered, or a little after they
 * are enough, or when the time is up: a slow or broken witness holds up nothing longer than that.
 * For one thread.
 */
public final class Witnesses implements Cosigning, AutoCloseable {
  /** How long more signatures than needed are waited for. */
  private static final Duration GRACE = Duration.ofMillis(200);

  private record Answered(WitnessClient client, Outcome outcome) {}

  private final TrustPolicy policy;
  private final GrowingTree tree;
  private final Duration timeout;
  private final HttpClient http;
  private final List<WitnessClient> clients;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Witnesses without an address in the policy are not asked.
   *
   * @param timeout how long all together may take
   * @throws IllegalArgumentException when an address is none, or those with an address can never be
   *     a quorum
   */
  public Witnesses(TrustPolicy policy, GrowingTree tree, Duration timeout) {
    this.policy = policy;
    this.tree = tree;
    this.timeout = timeout;
    List<TrustPolicy.Witness> asked =
        policy.witnesses().stream().filter(witness -> witness.url().isPresent()).toList();
    if (!policy.isQuorum(asked.stream().map(TrustPolicy.Witness::key).toList())) {
      throw new IllegalArgumentException(
          "the witnesses with an address in the policy can never be its quorum");
    }
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
    this.clients =
        asked.stream()
            .map(witness -> new WitnessClient(witness, address(witness.url().orElseThrow()), http))
            .toList();
  }

  private static URI address(String url) {
    URI address = URI.create(url);
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null) {
      throw new IllegalArgumentException("the address of a witness is a URL of http or https");
    }
    return address;
  }

  @Override
  public Cosigned cosign(Checkpoint checkpoint, String note) {
    BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Future<?>> running = new ArrayList<>();
    for (WitnessClient client : clients) {
      running.add(threads.submit(() -> answers.add(ask(client, checkpoint, note, deadline))));
    }
    try {
      return collect(answers, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Cosigned("", false, "interrupted");
    } finally {
      running.forEach(task -> task.cancel(true));
    }
  }

  private Answered ask(WitnessClient client, Checkpoint checkpoint, String note, long deadline) {
    try {
      return new Answered(
          client,
          client.cosign(
              checkpoint, note, from -> tree.consistency(from, checkpoint.size()), deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answered(client, new Outcome.Failed("was too slow"));
    } catch (RuntimeException e) {
      return new Answered(
          client, new Outcome.Failed("cannot be asked (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private Cosigned collect(BlockingQueue<Answered> answers, long deadline)
      throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    List<NoteKey> signed = new ArrayList<>();
    Map<String, String> missing = new LinkedHashMap<>();
    clients.forEach(client -> missing.put(client.witness().name(), "was too slow"));
    long until = deadline;
    for (int left = clients.size(); left > 0; left--) {
      Answered answer = answers.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (answer == null) {
        break;
      }
      String name = answer.client().witness().name();
      switch (answer.outcome()) {
        case Outcome.Signed(String line) -> {
          lines.append(line);
          signed.add(answer.client().witness().key());
          missing.remove(name);
        }
        case Outcome.Failed(String why) -> missing.put(name, why);
      }
      if (policy.isQuorum(signed)) {
        until = Math.min(until, System.nanoTime() + GRACE.toNanos());
      }
    }
    return new Cosigned(lines.toString(), policy.isQuorum(signed), told(missing));
  }

  private static String told(Map<String, String> missing) {
    return String.join(
        "; ", missing.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  /** Asks no more. */
  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
