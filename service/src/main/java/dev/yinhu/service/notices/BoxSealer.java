package dev.yinhu.service.notices;

import dev.yinhu.crypto.SecretBox;
import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.Sealer;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Seals one-time codes for the outbox under a key that stands under the root key. Thread-safe. */
public record BoxSealer(Supplier<SecretBox> box) implements Sealer {
  @Override
  public byte[] seal(byte[] plain, byte[] context) {
    return box.get().seal(plain, label(context));
  }

  @Override
  public byte[] open(byte[] sealed, byte[] context) {
    return box.get()
        .open(sealed, label(context))
        .orElseThrow(() -> new NoticesException("a sealed code does not open where it stands"));
  }

  private static String label(byte[] context) {
    return HexFormat.of().formatHex(context);
  }
}
