package dev.yinhu.service.api;

import dev.yinhu.accessaudit.signal.RegisterVersions;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Versions of the register as they were applied, the last few kept. Safe for many threads. */
public final class RegisterHistory implements RegisterVersions {
  private static final int KEPT = 4;

  private final RegisterStore store;
  private final RegisterReader reader;
  private final Map<Long, Optional<Register>> kept = new LinkedHashMap<>();

  /** Over the versions of that store. */
  public RegisterHistory(RegisterStore store, RegisterReader reader) {
    this.store = store;
    this.reader = reader;
  }

  @Override
  public synchronized Optional<Register> version(long version) {
    Optional<Register> known = kept.get(version);
    if (known == null) {
      known =
          store
              .version(version)
              .map(stored -> reader.read(stored.sources()))
              .flatMap(RegisterReading::register);
      if (kept.size() >= KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      kept.put(version, known);
    }
    return known;
  }
}
