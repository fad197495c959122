package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that, each minute, seals stored tokens anew that lie under an older version of the
 * keyring {@code field}. Every node may do so at once.
 */
final class TokenResealKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenResealKeeper.class);
  private static final long PERIOD_SECONDS = 60;

  private final TokenResealing resealing;
  private final Supplier<Collection<FieldRef>> fields;
  private final KeyChangeRecord record;
  private final Rounds rounds =
      new Rounds("token-reseal", "Stored tokens could not be sealed anew", this::perform);
  private long toldLeft;

  TokenResealKeeper(
      TokenResealing resealing, Supplier<Collection<FieldRef>> fields, KeyChangeRecord record) {
    this.resealing = resealing;
    this.fields = fields;
    this.record = record;
  }

  void start() {
    rounds.start(PERIOD_SECONDS);
  }

  /** What the clock does each minute. */
  synchronized void perform(BooleanSupplier stop) {
    TokenResealing.Done done = resealing.run(fields, stop);
    if (done.resealed() > 0) {
      record.make(
          "token-reseal",
          Map.of(
              "keyring", KeyringName.FIELD.text(),
              "tokens", Long.toString(done.resealed()),
              "left", Long.toString(done.left())),
          () -> true);
      LOG.info("{} stored tokens are sealed anew, {} are left", done.resealed(), done.left());
    }
    if (done.left() > 0 && done.left() != toldLeft && done.resealed() == 0) {
      LOG.warn(
          "{} stored tokens under an older version of the keyring field do not open, or another"
              + " node works on them",
          done.left());
    }
    toldLeft = done.left();
  }

  @Override
  public void close() {
    rounds.close();
  }
}
