package dev.yinhu.fieldaccess;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.crypto.FileHeader;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files from request to first entry, and the second entry of those that did not end well. */
final class FileRequests {
  private static final Logger LOG = LoggerFactory.getLogger(FileRequests.class);

  private FileRequests() {}

  static FileAccess seal(
      Batch.Room room, Requester requester, FileItem item, InputStream plaintext) {
    FileSealing sealing = new FileSealing(room, requester, item);
    if (sealing.needsStore()) {
      sealing.load();
    }
    return decided(sealing).orElseGet(() -> begun(sealing, sealing.bytes(plaintext)));
  }

  static FileAccess open(
      Batch.Room room, Requester requester, Purpose purpose, FileItem item, InputStream sealed)
      throws IOException {
    FileHeader header = FileHeader.read(sealed);
    FileOpening opening = new FileOpening(room, requester, purpose, item, header);
    opening.load();
    opening.begin(sealed);
    try {
      return decided(opening).orElseGet(() -> begun(opening, opening.bytes()));
    } catch (RuntimeException e) {
      opening.discard();
      throw e;
    }
  }

  /** Records the decision; the refusal, or empty when the file may go on. */
  private static Optional<FileAccess> decided(Batch batch) {
    BatchResult result = durable(batch);
    return switch (result.items().getFirst()) {
      case ItemResult.Done _, ItemResult.Indexed _, ItemResult.Tokenized _, ItemResult.Checked _ ->
          Optional.empty();
      case ItemResult.Refused(ItemCode code, String message) ->
          Optional.of(new FileAccess.Refused(code, message, positive(batch.counted.retryAfter())));
    };
  }

  private static Optional<Duration> positive(Duration wait) {
    return wait.isZero() ? Optional.empty() : Optional.of(wait);
  }

  private static BatchResult durable(Batch batch) {
    try {
      return batch.finish().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AuditUnavailable unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }

  private static FileAccess begun(Batch batch, FileStream.Bytes bytes) {
    return new FileAccess.Begun(
        new FileStream(bytes, (outcome, detail) -> record(batch, outcome, detail)));
  }

  /** A log that fails now must not hide what went wrong: the first entry says what was allowed. */
  private static void record(Batch batch, String outcome, String detail) {
    try {
      batch.appendEnding(outcome, detail).join();
    } catch (RuntimeException e) {
      LOG.error(
          "That the file of request {} did not get to its end could not be recorded ({})",
          batch.requester.requestId(),
          e.getClass().getName());
    }
  }
}
