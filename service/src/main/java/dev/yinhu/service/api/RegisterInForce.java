package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.RegisterException;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps field access on the newest version of the register, whoever applied it: this node, another
 * one, or the command line. Safe for use by many threads.
 */
public final class RegisterInForce {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterInForce.class);

  private final RegisterStore store;
  private final RegisterReader reader;
  private final FieldAccess access;

  /** The newest version could not be taken over. */
  private volatile boolean behind;

  public RegisterInForce(RegisterStore store, RegisterReader reader, FieldAccess access) {
    this.store = store;
    this.reader = reader;
    this.access = access;
  }

  /**
   * Reads the newest version and lets it decide from now on; without one nothing is permitted.
   *
   * @throws RegisterException when the stored text is not valid for this release
   */
  public synchronized void load() {
    try {
      takeOver();
      behind = false;
    } catch (RuntimeException e) {
      behind = true;
      throw e;
    }
  }

  private void takeOver() {
    StoredRegister current = store.current().orElse(null);
    if (current == null) {
      LOG.warn("No register was applied yet: every request is refused until one is");
      return;
    }
    if (access.registerVersion().filter(known -> known >= current.version()).isPresent()) {
      return;
    }
    RegisterReading reading = reader.read(current.sources());
    access.use(
        current.version(),
        reading
            .register()
            .orElseThrow(() ->
                new RegisterException(
                    "register version %d is not valid for this release (%d problems): run"
                            .formatted(current.version(), reading.problems().size())
                        + " 'yinhu register check' on its files and apply them mended")));
  }

  /** What the access log says of a version that was applied. */
  public static Map<String, String> told(StoredRegister stored) {
    return Map.of("version", Long.toString(stored.version()), "sha256", stored.sha256());
  }

  /**
   * As {@link #load}, when told that something changed. A fault leaves the old version in force and
   * is thrown on, so that whoever listens for changes calls again: the new version may take a
   * permission away.
   */
  public void follow() {
    try {
      load();
    } catch (RuntimeException e) {
      LOG.error(
          "The newest register could not be taken over; the one before stays in force until it can",
          e);
      throw e;
    }
  }

  /** False while the newest version could not be taken over and an older one decides. */
  public boolean isCurrent() {
    return !behind;
  }
}
