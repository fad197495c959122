package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Decrypting for a purpose: in clear or masked, within the limits of the grant. */
final class Revealing extends Opening {
  private final Purpose purpose;

  Revealing(
      Room room,
      Requester requester,
      Purpose purpose,
      Disclosure disclosure,
      List<OpenItem> items) {
    super(
        room,
        requester,
        items,
        field -> room.guard().reveal(requester.caller(), purpose, field, disclosure));
    this.purpose = purpose;
  }

  @Override
  void holdBack() {
    counted.take(slots, purpose());
  }

  @Override
  void opened(Slot slot, byte[] plaintext) {
    reveal(slot, plaintext);
    noteCanary(slot, plaintext);
  }

  /** Gives the value as the decision says: in clear, or masked. */
  static void reveal(Slot slot, byte[] plaintext) {
    String value = new String(plaintext, StandardCharsets.UTF_8);
    if (slot.allowed().masked()) {
      slot.done("masked", Masks.mask(slot.declared().mask(), value), true);
    } else {
      slot.done("clear", value, false);
    }
  }

  @Override
  Operation operation() {
    return Operation.DECRYPT;
  }

  @Override
  Optional<Purpose> purpose() {
    return room.guard().declares(purpose) ? Optional.of(purpose) : Optional.empty();
  }
}
