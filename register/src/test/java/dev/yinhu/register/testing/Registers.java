package dev.yinhu.register.testing;

import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A small shop's register for tests: fields {@code shop.users.phone} and {@code shop.users.email}
 * (indexed), {@code shop.users.name}, {@code shop.users.id_number}, {@code shop.addresses.detail},
 * {@code shop.orders.consignee_name}; {@code shop.users.id} is not protected. Purposes and callers:
 *
 * <ul>
 *   <li>{@code deliver-order} (active): order-service may encrypt and decrypt
 *   <li>{@code customer-support} (active): support-desk may mask and search, 50 a second, 2,000 a
 *       day
 *   <li>{@code marketing} (active): marketing-job may mask and search phone and e-mail, 1,000 a day
 *   <li>{@code analysis} (reviewed, so it grants nothing): analysis-job
 *   <li>{@code legal-duty} (active): dpo may decrypt, mask and search everything
 * </ul>
 */
public final class Registers {
  /** A moment at which the shop's contracts and assessments are in order. */
  public static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");

  private Registers() {}

  /** The shop's register as YAML text. */
  public static String shopText() {
    try (InputStream in = Registers.class.getResourceAsStream("shop.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shop's register as a source. */
  public static RegisterSource shopSource() {
    return new RegisterSource("shop.yaml", shopText());
  }

  /** The shop's register, read. */
  public static Register shop() {
    return parse(shopText());
  }

  /** Any register text, read with every suite available; fails when it has errors. */
  public static Register parse(String yaml) {
    RegisterReading reading = read(yaml);
    return reading
        .register()
        .orElseThrow(() -> new AssertionError("not a valid register: " + reading.problems()));
  }

  /** What comes of reading the text as a file {@code register.yaml} at {@link #NOW}. */
  public static RegisterReading read(String yaml) {
    return read(yaml, EnumSet.allOf(Suite.class));
  }

  /** The same in a build that offers only these suites. */
  public static RegisterReading read(String yaml, Set<Suite> available) {
    var reader = new RegisterReader(available, InstantSource.fixed(NOW));
    return reader.read(List.of(new RegisterSource("register.yaml", yaml)));
  }
}
