package dev.yinhu.crypto.pkcs11;

import dev.yinhu.crypto.pkcs11.Module.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One contact with a token, from initialising its driver to letting go of it, signed in as its
 * user. One contact at a time in the whole process, as drivers are initialised for a process; who
 * comes meanwhile waits. For the thread that opened it; each call may block for as long as the
 * driver waits for its token.
 */
public final class Token implements AutoCloseable {
  private static final ReentrantLock ONE_CONTACT = new ReentrantLock();
  private static final long SERIAL_SESSION = 4;
  private static final long RW_SESSION = 2;
  private static final long USER = 1;

  private final Module module;
  private final Arena arena = Arena.ofConfined();
  private final String label;
  private boolean initialized;
  private OptionalLong session = OptionalLong.empty();

  private Token(Module module, String label) {
    this.module = module;
    this.label = label;
  }

  /**
   * Makes contact.
   *
   * @param driver the driver's shared library
   * @param label the token's label
   * @param pin the user's PIN in UTF-8, left as it is
   * @param writable whether a key may be made
   * @throws TokenException when driver or token are not there or refuse; says what to do
   */
  public static Token open(Path driver, String label, byte[] pin, boolean writable) {
    ONE_CONTACT.lock();
    Token token;
    try {
      token = new Token(Module.load(driver), label);
    } catch (RuntimeException | Error e) {
      ONE_CONTACT.unlock();
      throw e;
    }
    try {
      token.connect(pin, writable);
      return token;
    } catch (RuntimeException | Error e) {
      token.close();
      throw e;
    }
  }

  private void connect(byte[] pin, boolean writable) {
    long code = module.call(Function.INITIALIZE, MemorySegment.NULL);
    if (code != Returned.OK && code != Returned.ALREADY_INITIALIZED) {
      throw new TokenException(
          "the PKCS#11 driver %s does not start (%s): see its own configuration and log"
              .formatted(module.path(), Returned.name(code)),
          code);
    }
    initialized = code == Returned.OK; // Else somebody else in this process uses it: leave it be.
    TokenSlot slot = TokenSlot.find(module, label, arena);
    MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
    module.check(
        Function.OPEN_SESSION,
        slot.id(),
        SERIAL_SESSION | (writable ? RW_SESSION : 0),
        MemorySegment.NULL,
        MemorySegment.NULL,
        out);
    session = OptionalLong.of(out.get(ValueLayout.JAVA_LONG, 0));
    login(slot, pin);
  }

  private void login(TokenSlot slot, byte[] pin) {
    MemorySegment native_ = arena.allocate(Math.max(1, pin.length));
    MemorySegment.copy(pin, 0, native_, ValueLayout.JAVA_BYTE, 0, pin.length);
    long code;
    try {
      code = module.call(Function.LOGIN, handle(), USER, native_, (long) pin.length);
    } finally {
      native_.fill((byte) 0);
    }
    if (code == Returned.OK || code == Returned.ALREADY_LOGGED_IN) {
      return;
    }
    if (!Returned.isPin(code)) {
      throw new TokenException(
          "token %s does not let its user in (%s): see the driver's log"
              .formatted(label, Returned.name(code)),
          code);
    }
    throw new TokenException(
        "token %s refuses the PIN (%s). %s"
            .formatted(label, Returned.name(code), slot.triesLeft(Returned.isLocked(code))),
        code);
  }

  private long handle() {
    return session.orElseThrow(() -> new IllegalStateException("not connected"));
  }

  /** The key of this label, or empty when the token has no AES key of it. */
  public java.util.Optional<TokenKey> findKey(String keyLabel) {
    return TokenKey.find(module, handle(), arena, keyLabel);
  }

  /**
   * Makes an AES key of 256 bits that never leaves the token: sensitive, not extractable.
   *
   * @throws TokenException when the token makes none
   */
  public TokenKey makeKey(String keyLabel) {
    return makeKey(keyLabel, false);
  }

  /** Makes one that may leave the token when that is wanted, which only tests do. */
  TokenKey makeKey(String keyLabel, boolean leaves) {
    return TokenKey.make(module, handle(), arena, keyLabel, leaves);
  }

  /** Lets go of session and driver. */
  @Override
  public void close() {
    try {
      if (session.isPresent()) {
        module.call(Function.LOGOUT, session.getAsLong());
        module.call(Function.CLOSE_SESSION, session.getAsLong());
        session = OptionalLong.empty();
      }
      if (initialized) {
        module.call(Function.FINALIZE, MemorySegment.NULL);
        initialized = false;
      }
      arena.close();
    } finally {
      ONE_CONTACT.unlock();
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
