package dev.yinhu.crypto.pkcs11;

import dev.yinhu.crypto.pkcs11.Module.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A slot with a token in it.
 *
 * @param flags of the token when it was found (CK_TOKEN_INFO, PKCS#11 2.40 section 3.3)
 */
record TokenSlot(Module module, Arena arena, long id, String label, long flags) {
  private static final long INFO_BYTES = 256; // A CK_TOKEN_INFO has 208.
  private static final int LABEL_BYTES = 32;
  private static final long FLAGS_AT = 96;
  private static final long COUNT_LOW = 0x10000;
  private static final long FINAL_TRY = 0x20000;
  private static final long LOCKED = 0x40000;
  private static final long MOST_SLOTS = 4096;
  private static final byte PRESENT = 1;

  static TokenSlot find(Module module, String label, Arena arena) {
    List<String> others = new ArrayList<>();
    for (long id : slots(module, arena)) {
      TokenSlot slot = read(module, arena, id);
      if (slot.label().equals(label)) {
        return slot;
      }
      others.add(slot.label());
    }
    others.removeIf(String::isEmpty);
    throw new TokenException(
        "the driver %s has no token of the label %s (it has: %s): connect it, or set"
                .formatted(module.path(), label, others.isEmpty() ? "none" : others)
            + " root_key.pkcs11.token",
        Returned.OK);
  }

  private static long[] slots(Module module, Arena arena) {
    MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    module.check(Function.GET_SLOT_LIST, PRESENT, MemorySegment.NULL, count);
    long room = Math.min(count.get(ValueLayout.JAVA_LONG, 0), MOST_SLOTS);
    MemorySegment ids = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, room));
    count.set(ValueLayout.JAVA_LONG, 0, room);
    module.check(Function.GET_SLOT_LIST, PRESENT, ids, count);
    long found = Math.min(room, count.get(ValueLayout.JAVA_LONG, 0));
    return ids.asSlice(0, found * Long.BYTES).toArray(ValueLayout.JAVA_LONG);
  }

  /** A slot whose token does not answer counts as one without a label. */
  private static TokenSlot read(Module module, Arena arena, long id) {
    MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
    if (module.call(Function.GET_TOKEN_INFO, id, info) != Returned.OK) {
      return new TokenSlot(module, arena, id, "", 0);
    }
    byte[] label = info.asSlice(0, LABEL_BYTES).toArray(ValueLayout.JAVA_BYTE);
    return new TokenSlot(
        module,
        arena,
        id,
        new String(label, StandardCharsets.UTF_8).strip(),
        info.get(ValueLayout.JAVA_LONG, FLAGS_AT));
  }

  /** What a refused PIN means, as far as the token says. */
  String triesLeft(boolean locked) {
    long now = read(module, arena, id).flags();
    if (locked || (now & LOCKED) != 0) {
      return "The token is locked: its security officer must set a new PIN.";
    }
    if ((now & FINAL_TRY) != 0) {
      return "ONE try is left before the token locks: put the right PIN first.";
    }
    return ((now & COUNT_LOW) != 0 ? "Few tries are left: " : "")
        + "a token locks after a few wrong PINs, so put the right one before trying again.";
  }
}
