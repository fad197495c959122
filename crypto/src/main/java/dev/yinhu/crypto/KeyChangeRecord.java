package dev.yinhu.crypto;

import java.util.Map;
import java.util.function.Supplier;

/** Records a change that nobody asked for: its intent before it, its outcome after it. */
@FunctionalInterface
public interface KeyChangeRecord {
  /**
   * Records the intent, makes the change and records what came of it.
   *
   * @param action a stable code
   * @param details which keyring and version, or epoch, and how many; nothing else
   * @param change says whether it changed anything
   * @return what {@code change} said
   * @throws RuntimeException when the intent cannot be recorded, and then {@code change} was not
   *     run; or what {@code change} threw
   */
  boolean make(String action, Map<String, String> details, Supplier<Boolean> change);
}
