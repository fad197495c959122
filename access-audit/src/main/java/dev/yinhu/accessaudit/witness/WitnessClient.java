package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.note.Signature;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.note.Verification;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One witness, asked over HTTP. Remembers the size that the witness signed last; after a restart it
 * learns it from the witness's 409. For one thread at a time; blocks.
 */
final class WitnessClient {
  private static final int MAX_TRIES = 3;
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  /** What came of asking. */
  sealed interface Outcome {
    /**
     * It signed.
     *
     * @param line a signature line that verifies
     */
    record Signed(String line) implements Outcome {}

    /**
     * It did not.
     *
     * @param why for people
     */
    record Failed(String why) implements Outcome {}
  }

  private final TrustPolicy.Witness witness;
  private final URI address;
  private final HttpClient client;
  private volatile long known;

  WitnessClient(TrustPolicy.Witness witness, URI prefix, HttpClient client) {
    this.witness = witness;
    this.address = URI.create(prefix.toString().replaceFirst("/+$", "") + "/add-checkpoint");
    this.client = client;
  }

  TrustPolicy.Witness witness() {
    return witness;
  }

  /**
   * Asks for a signature.
   *
   * @param proofs the proof from a size to that of the checkpoint
   * @param deadline by {@link System#nanoTime}
   */
  Outcome cosign(
      Checkpoint checkpoint, String note, LongFunction<ConsistencyProof> proofs, long deadline)
      throws InterruptedException {
    String why = "";
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      long old = Math.min(known, checkpoint.size());
      HttpResponse<String> answer;
      try {
        answer = send(AddCheckpoint.of(proofs.apply(old), note).text(), deadline);
      } catch (IOException e) {
        return new Outcome.Failed("does not answer (" + e.getClass().getSimpleName() + ")");
      }
      if (answer.statusCode() == 200) {
        return signed(checkpoint, note, answer.body());
      }
      why = "answers " + answer.statusCode();
      if (!isSize(answer)) {
        return new Outcome.Failed(why);
      }
      long size = size(answer.body());
      if (size > checkpoint.size()) {
        return new Outcome.Failed("has signed a larger tree, of " + size + " entries");
      }
      if (size < 0) {
        return new Outcome.Failed("answers 409 without a size");
      }
      known = size;
    }
    return new Outcome.Failed("names another size each time it is asked");
  }

  private static boolean isSize(HttpResponse<String> answer) {
    return answer.statusCode() == 409
        && answer
            .headers()
            .firstValue("content-type")
            .filter(WitnessAnswer.Conflict.CONTENT_TYPE::equals)
            .isPresent();
  }

  /** -1 when it is no size. */
  private static long size(String body) {
    try {
      return body.endsWith("\n") ? Checkpoint.size(body.substring(0, body.length() - 1)) : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private HttpResponse<String> send(String body, long deadline)
      throws IOException, InterruptedException {
    Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(left)
            .header("content-type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(
        request,
        BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES));
  }

  /** Its answer is read as lines of the note, and only a line that verifies is taken from it. */
  private Outcome signed(Checkpoint checkpoint, String note, String lines) {
    try {
      String text = checkpoint.text();
      Verification verification =
          SignedNote.parse(text + "\n" + lines).verify(List.of(witness.key()));
      if (verification.accepted() && note.startsWith(text)) {
        known = checkpoint.size();
        Signature signature = verification.signed().getFirst();
        return signature.time().isPresent()
            ? new Outcome.Signed(signature.line())
            : new Outcome.Failed("signs without a time");
      }
      return new Outcome.Failed("answers with a signature that does not verify");
    } catch (IllegalArgumentException e) {
      return new Outcome.Failed("answers with something that is no signature");
    }
  }
}
