package dev.yinhu.fieldaccess;

import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Saying whether ciphertexts open to the values that are given with them. No value leaves; that it
 * differs is the item code {@link ItemCode#DIFFERENT}.
 */
final class Comparing extends Opening {
  private final List<CompareItem> items;

  Comparing(Room room, Requester requester, List<CompareItem> items) {
    super(
        room,
        requester,
        items.stream().map(CompareItem::sealed).toList(),
        field -> room.guard().rewrap(requester.caller(), field));
    this.items = List.copyOf(items);
    for (Slot slot : slots) {
      refuseBadValue(slot, this.items.get(slot.position).value());
    }
  }

  @Override
  void holdBack() {
    // Limits count what is read; here nobody reads.
  }

  @Override
  void opened(Slot slot, byte[] plaintext) {
    byte[] expected = items.get(slot.position).value().getBytes(StandardCharsets.UTF_8);
    try {
      if (MessageDigest.isEqual(plaintext, expected)) {
        slot.done("same", "", false);
      } else {
        slot.refuse(ItemCode.DIFFERENT, "", "the ciphertext is authentic, but holds another value");
      }
    } finally {
      Arrays.fill(expected, (byte) 0);
    }
  }

  @Override
  Operation operation() {
    return Operation.REWRAP;
  }

  @Override
  Optional<Purpose> purpose() {
    return Optional.empty();
  }
}
