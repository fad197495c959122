package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A register in which every judgement can come about, and inventories of full readings. */
public final class Holdings {
  /** When the scans of the tests are made. */
  public static final Instant AT = Instant.parse("2026-06-01T04:00:00Z");

  private Holdings() {}

  /** The register of {@code register.yaml}. */
  public static Register register() {
    try (InputStream in = Holdings.class.getResourceAsStream("register.yaml")) {
      return Registers.parse(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a full reading of the stores of these holdings saw. */
  public static Inventory inventory(Holding... holdings) {
    List<Looked> looked =
        Arrays.stream(holdings)
            .map(h -> h.place().store())
            .distinct()
            .map(store -> new Looked(Scope.store(store), Reach.FULL))
            .toList();
    return new Inventory(AT, looked, List.of(), List.of(holdings));
  }
}
