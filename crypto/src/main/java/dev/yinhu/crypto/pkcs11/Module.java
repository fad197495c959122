package dev.yinhu.crypto.pkcs11;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A driver's list of functions (PKCS#11 2.40, {@code CK_FUNCTION_LIST}), as it is on systems where
 * an unsigned long has 64 bits: Linux and macOS. A loaded driver stays loaded: few survive being
 * unloaded. Safe for use by many threads as far as the driver is.
 */
@SuppressWarnings("restricted") // Calling native code is what this class is for.
final class Module {
  /** Places in the list, counted from 0, as pkcs11f.h orders them. */
  enum Function {
    INITIALIZE(0),
    FINALIZE(1),
    GET_SLOT_LIST(4),
    GET_TOKEN_INFO(6),
    OPEN_SESSION(12),
    CLOSE_SESSION(13),
    LOGIN(18),
    LOGOUT(19),
    GET_ATTRIBUTE_VALUE(24),
    FIND_OBJECTS_INIT(26),
    FIND_OBJECTS(27),
    FIND_OBJECTS_FINAL(28),
    ENCRYPT_INIT(29),
    ENCRYPT(30),
    DECRYPT_INIT(33),
    DECRYPT(34),
    GENERATE_KEY(58);

    private final int place;

    Function(int place) {
      this.place = place;
    }
  }

  /** The version number stands before the functions, filled up to the size of a pointer. */
  private static final long FIRST = 8;

  private static final long FUNCTIONS = 68;
  private static final AddressLayout TO_LIST =
      ValueLayout.ADDRESS.withTargetLayout(
          MemoryLayout.sequenceLayout(FIRST + FUNCTIONS * 8, ValueLayout.JAVA_BYTE));

  private final Path path;
  private final MemorySegment list;

  private Module(Path path, MemorySegment list) {
    this.path = path;
    this.list = list;
  }

  static Module load(Path path) {
    if (ValueLayout.ADDRESS.byteSize() != Long.BYTES
        || System.getProperty("os.name", "").startsWith("Windows")) {
      throw new TokenException(
          "PKCS#11 tokens can be used on 64-bit Linux and macOS only: seal the root key in another"
              + " way here",
          Returned.OK);
    }
    if (!Files.isRegularFile(path)) {
      throw new TokenException(
          "there is no PKCS#11 driver at " + path + ": set root_key.pkcs11.module to its library",
          Returned.OK);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entry =
          SymbolLookup.libraryLookup(path, Arena.global())
              .find("C_GetFunctionList")
              .orElseThrow(() -> notADriver(path, null));
      MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
      long code = invoke(entry, out);
      if (code != Returned.OK) {
        throw new TokenException(
            "the PKCS#11 driver " + path + " gives no functions: " + Returned.name(code), code);
      }
      return new Module(path, out.get(TO_LIST, 0));
    } catch (IllegalArgumentException | UnsatisfiedLinkError e) {
      throw notADriver(path, e);
    }
  }

  private static TokenException notADriver(
      Path path, @org.jspecify.annotations.Nullable Throwable cause) {
    return new TokenException(
        path + " is no PKCS#11 driver of this machine: set root_key.pkcs11.module to its library",
        Returned.OK,
        cause);
  }

  Path path() {
    return path;
  }

  /** Calls a function; arguments are of the types long, byte and MemorySegment. */
  long call(Function function, Object... arguments) {
    return invoke(list.get(ValueLayout.ADDRESS, FIRST + 8L * function.place), arguments);
  }

  /** Calls it, and throws what it returned unless that is OK. */
  void check(Function function, Object... arguments) {
    long code = call(function, arguments);
    if (code != Returned.OK) {
      throw new TokenException(
          "the PKCS#11 driver %s failed at %s with %s: look at the token and the driver's log"
              .formatted(path, function, Returned.name(code)),
          code);
    }
  }

  private static long invoke(MemorySegment function, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(Module::layout).toArray(MemoryLayout[]::new);
    try {
      return (long)
          Linker.nativeLinker()
              .downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts))
              .invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call does not throw", e);
    }
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case Long _ -> ValueLayout.JAVA_LONG;
      case Byte _ -> ValueLayout.JAVA_BYTE;
      case MemorySegment _ -> ValueLayout.ADDRESS;
      default -> throw new IllegalArgumentException(argument.getClass().getName());
    };
  }
}
