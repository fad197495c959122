package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The recipients of a file, ready to be told to stop. Thread-safe. */
public final class OpenRecipients implements AutoCloseable {
  private final Map<String, WebhookConnector> recipients = new HashMap<>();

  /**
   * Connects to nothing yet.
   *
   * @param settings of {@link StoresReading#recipients}
   * @param paused whether nothing is sent to a recipient now; asked before each sending
   * @throws dev.yinhu.notices.NoticesException when a file holds no key any more
   */
  public OpenRecipients(
      Map<String, WebhookStoreSettings> settings, Predicate<String> paused, InstantSource clock) {
    settings.forEach((key, how) ->
        recipients.put(key, new WebhookConnector(how, () -> paused.test(key), clock)));
  }

  /**
   * Tells the recipient by a signed request to stop what it does for the purpose with the person's
   * data. Blocks.
   *
   * @return what it answered; empty when nothing here reaches it
   * @throws StoreUnavailable when it does not answer now, or is paused
   */
  public Optional<Answer<Boolean>> stop(String recipient, Purpose purpose, SubjectId person) {
    return Optional.ofNullable(recipients.get(recipient))
        .map(known -> known.stop(purpose.key(), person));
  }

  /**
   * Tells the recipient by a signed request what the field of the person is to hold from now on.
   * Blocks; answers and throws as {@link #stop} does.
   */
  public Optional<Answer<Boolean>> correct(
      String recipient, FieldRef field, String value, SubjectId person) {
    return Optional.ofNullable(recipients.get(recipient))
        .map(known -> known.correct(field, value, person));
  }

  @Override
  public void close() {
    recipients.values().forEach(WebhookConnector::close);
  }
}
