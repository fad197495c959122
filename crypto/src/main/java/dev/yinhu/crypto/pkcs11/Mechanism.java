package dev.yinhu.crypto.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The structures CK_MECHANISM and CK_GCM_PARAMS (PKCS#11 2.40) with 64-bit longs. */
final class Mechanism {
  private static final long TAG_BITS = 128;

  private Mechanism() {}

  static MemorySegment plain(Arena arena, long mechanism) {
    return of(arena, mechanism, MemorySegment.NULL);
  }

  static MemorySegment gcm(
      Arena arena, long mechanism, MemorySegment nonce, MemorySegment associatedData) {
    MemorySegment parameters = arena.allocate(48, Long.BYTES);
    parameters.set(ValueLayout.ADDRESS, 0, nonce);
    parameters.set(ValueLayout.JAVA_LONG, 8, nonce.byteSize());
    parameters.set(ValueLayout.JAVA_LONG, 16, nonce.byteSize() * Byte.SIZE);
    parameters.set(ValueLayout.ADDRESS, 24, associatedData);
    parameters.set(ValueLayout.JAVA_LONG, 32, associatedData.byteSize());
    parameters.set(ValueLayout.JAVA_LONG, 40, TAG_BITS);
    return of(arena, mechanism, parameters);
  }

  private static MemorySegment of(Arena arena, long mechanism, MemorySegment parameters) {
    MemorySegment segment = arena.allocate(24, Long.BYTES);
    segment.set(ValueLayout.JAVA_LONG, 0, mechanism);
    segment.set(ValueLayout.ADDRESS, 8, parameters);
    segment.set(ValueLayout.JAVA_LONG, 16, parameters.byteSize());
    return segment;
  }
}
