package dev.yinhu.crypto.pkcs11;

import dev.yinhu.crypto.pkcs11.Module.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * An AES key inside a token, while the contact is open. Encrypts and decrypts a few bytes there
 * with AES-GCM (PKCS#11 2.40 CKM_AES_GCM, NIST SP 800-38D; nonce of 12 bytes, tag of 16).
 */
public final class TokenKey {
  /** How long a nonce is. */
  public static final int NONCE_BYTES = 12;

  /** How much longer the sealed form is than the plaintext, without the nonce. */
  public static final int TAG_BYTES = 16;

  private static final long AES_KEY_GEN = 0x1080;
  private static final long AES_GCM = 0x1087;
  private static final long KEY_BYTES = 32;
  private static final long MOST_OUT = 4096;

  private final Module module;
  private final long session;
  private final Arena arena;
  private final long handle;

  private TokenKey(Module module, long session, Arena arena, long handle) {
    this.module = module;
    this.session = session;
    this.arena = arena;
    this.handle = handle;
  }

  static Optional<TokenKey> find(Module module, long session, Arena arena, String label) {
    Attributes wanted = Attributes.aesKey(arena).label(label);
    module.check(Function.FIND_OBJECTS_INIT, session, wanted.segment(), wanted.count());
    MemorySegment handles = arena.allocate(ValueLayout.JAVA_LONG, 2);
    MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    module.check(Function.FIND_OBJECTS, session, handles, 2L, count);
    module.check(Function.FIND_OBJECTS_FINAL, session);
    long found = count.get(ValueLayout.JAVA_LONG, 0);
    if (found > 1) {
      throw new TokenException(
          "the token has more than one AES key of the label " + label + ": rename all but one",
          Returned.OK);
    }
    return found == 0
        ? Optional.empty()
        : Optional.of(new TokenKey(module, session, arena, handles.get(ValueLayout.JAVA_LONG, 0)));
  }

  static TokenKey make(Module module, long session, Arena arena, String label, boolean leaves) {
    Attributes template = Attributes.newAesKey(arena, KEY_BYTES, leaves).label(label);
    MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
    module.check(
        Function.GENERATE_KEY,
        session,
        Mechanism.plain(arena, AES_KEY_GEN),
        template.segment(),
        template.count(),
        out);
    return new TokenKey(module, session, arena, out.get(ValueLayout.JAVA_LONG, 0));
  }

  /** Whether the token gives the key's bytes to nobody, as far as it says. */
  public boolean neverLeaves() {
    MemorySegment values = arena.allocate(2);
    Attributes asked = new Attributes(arena, 2);
    asked.put(Attributes.SENSITIVE, values.asSlice(0, 1));
    asked.put(Attributes.EXTRACTABLE, values.asSlice(1, 1));
    module.check(Function.GET_ATTRIBUTE_VALUE, session, handle, asked.segment(), asked.count());
    return values.get(ValueLayout.JAVA_BYTE, 0) != 0 && values.get(ValueLayout.JAVA_BYTE, 1) == 0;
  }

  /**
   * Encrypts inside the token.
   *
   * @param nonce never used before with this key; some tokens put their own in its place
   * @return nonce ‖ ciphertext ‖ tag
   */
  public byte[] encrypt(byte[] nonce, byte[] plaintext, byte[] associatedData) {
    MemorySegment usedNonce = copied(nonce);
    module.check(
        Function.ENCRYPT_INIT,
        session,
        Mechanism.gcm(arena, AES_GCM, usedNonce, copied(associatedData)),
        handle);
    byte[] sealed = run(Function.ENCRYPT, plaintext);
    byte[] all = new byte[NONCE_BYTES + sealed.length];
    MemorySegment.copy(usedNonce, ValueLayout.JAVA_BYTE, 0, all, 0, NONCE_BYTES);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /**
   * Decrypts inside the token.
   *
   * @param sealed nonce ‖ ciphertext ‖ tag
   * @return the plaintext, which the caller overwrites
   * @throws TokenException when it does not belong to this key and associated data
   */
  public byte[] decrypt(byte[] sealed, byte[] associatedData) {
    MemorySegment nonce = copied(java.util.Arrays.copyOf(sealed, NONCE_BYTES));
    module.check(
        Function.DECRYPT_INIT,
        session,
        Mechanism.gcm(arena, AES_GCM, nonce, copied(associatedData)),
        handle);
    return run(Function.DECRYPT, java.util.Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] run(Function function, byte[] input) {
    MemorySegment in = copied(input);
    MemorySegment out = arena.allocate(MOST_OUT);
    MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
    length.set(ValueLayout.JAVA_LONG, 0, MOST_OUT);
    try {
      module.check(function, session, in, (long) input.length, out, length);
      return out.asSlice(0, length.get(ValueLayout.JAVA_LONG, 0)).toArray(ValueLayout.JAVA_BYTE);
    } finally {
      in.fill((byte) 0);
      out.fill((byte) 0);
    }
  }

  private MemorySegment copied(byte[] bytes) {
    MemorySegment segment = arena.allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment.asSlice(0, bytes.length);
  }
}
