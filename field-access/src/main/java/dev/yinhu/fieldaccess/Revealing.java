package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decrypting for a purpose: in clear or masked, within the limits of the grant. */
final class Revealing extends Opening {
  static final String LIMIT_USED_UP =
      "the caller's limit for this purpose is used up; try again later";

  private final Purpose purpose;
  private CallerLimits limits = CallerLimits.NONE;
  private long taken;

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
    List<Slot> open = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      if (slot.open()) {
        open.add(slot);
      }
    }
    limits = open.getFirst().allowed().limits();
    Limits.Taken granted = room.limits().take(requester.caller(), purpose, limits, open.size());
    taken = granted.granted();
    retryAfter = granted.retryAfter();
    for (Slot slot : open.subList((int) taken, open.size())) {
      slot.refuse(ItemCode.LIMIT_EXCEEDED, "", LIMIT_USED_UP);
    }
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
  void notReleased() {
    room.limits().giveBack(requester.caller(), purpose, limits, taken);
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
