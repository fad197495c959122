package dev.yinhu.crypto.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An array of CK_ATTRIBUTE (PKCS#11 2.40), filled one after the other. For one thread. */
final class Attributes {
  static final long SENSITIVE = 0x103;
  static final long EXTRACTABLE = 0x162;
  private static final long CLASS = 0x0;
  private static final long TOKEN = 0x1;
  private static final long PRIVATE = 0x2;
  private static final long LABEL = 0x3;
  private static final long KEY_TYPE = 0x100;
  private static final long ENCRYPT = 0x104;
  private static final long DECRYPT = 0x105;
  private static final long VALUE_LEN = 0x161;
  private static final long SECRET_KEY = 4;
  private static final long AES = 0x1F;
  private static final long BYTES = 24;

  private final Arena arena;
  private final MemorySegment all;
  private int used;

  Attributes(Arena arena, int most) {
    this.arena = arena;
    this.all = arena.allocate(most * BYTES, Long.BYTES);
  }

  static Attributes aesKey(Arena arena) {
    return new Attributes(arena, 4)
        .number(CLASS, SECRET_KEY)
        .number(KEY_TYPE, AES)
        .flag(TOKEN, true);
  }

  static Attributes newAesKey(Arena arena, long length, boolean leaves) {
    return new Attributes(arena, 10)
        .number(CLASS, SECRET_KEY)
        .number(KEY_TYPE, AES)
        .number(VALUE_LEN, length)
        .flag(TOKEN, true)
        .flag(PRIVATE, true)
        .flag(SENSITIVE, !leaves)
        .flag(EXTRACTABLE, leaves)
        .flag(ENCRYPT, true)
        .flag(DECRYPT, true);
  }

  Attributes label(String label) {
    byte[] bytes = Token.utf8(label);
    MemorySegment value = arena.allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, value, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return put(LABEL, value.asSlice(0, bytes.length));
  }

  private Attributes number(long type, long value) {
    MemorySegment segment = arena.allocate(ValueLayout.JAVA_LONG);
    segment.set(ValueLayout.JAVA_LONG, 0, value);
    return put(type, segment);
  }

  private Attributes flag(long type, boolean value) {
    MemorySegment segment = arena.allocate(1);
    segment.set(ValueLayout.JAVA_BYTE, 0, (byte) (value ? 1 : 0));
    return put(type, segment);
  }

  Attributes put(long type, MemorySegment value) {
    MemorySegment attribute = all.asSlice(BYTES * used++, BYTES);
    attribute.set(ValueLayout.JAVA_LONG, 0, type);
    attribute.set(ValueLayout.ADDRESS, 8, value);
    attribute.set(ValueLayout.JAVA_LONG, 16, value.byteSize());
    return this;
  }

  MemorySegment segment() {
    return all;
  }

  long count() {
    return used;
  }
}
