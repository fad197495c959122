package dev.yinhu.service.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One thing that must work before requests are sent here.
 *
 * @param name shown in the answer of {@code /readyz}
 * @param check true when it works; may block for a moment; throwing means false
 * @param detail what there is to say beside it, also when it works; open to all who ask
 */
public record ReadinessCheck(
    String name, Callable<Boolean> check, Supplier<Optional<String>> detail) {
  /** A check that has nothing more to say. */
  public ReadinessCheck(String name, Callable<Boolean> check) {
    this(name, check, Optional::empty);
  }
}
