package dev.yinhu.benchmarks;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Keys and associated data of the six fields for the bare primitives. */
final class BareKeys {
  /** An envelope's header, and the lengths before header, field name and context. */
  private static final int ASSOCIATED_BESIDE_NAME = 23 + 3 * Integer.BYTES;

  private final SecureRandom random = new SecureRandom();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> associated = new ArrayList<>();

  BareKeys(int keyBytes) {
    for (int i = 0; i < SixValues.COUNT; i++) {
      keys.add(random(keyBytes));
      associated.add(new byte[ASSOCIATED_BESIDE_NAME + SixValues.field(i).length()]);
    }
  }

  byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  byte[] key(int field) {
    return keys.get(field);
  }

  byte[] associated(int field) {
    return associated.get(field);
  }
}
