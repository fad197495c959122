package dev.yinhu.accessaudit.signal;

import dev.yinhu.register.Register;
import java.util.Optional;

/** Where rules look up what the register said when an entry was written. */
@FunctionalInterface
public interface RegisterVersions {
  /**
   * The register of that version, which never changes; empty when it cannot be had or read. Asked
   * seldom: the answers are kept.
   *
   * @throws RuntimeException when it could not be looked up now; then the entry is seen again later
   */
  Optional<Register> version(long version);
}
