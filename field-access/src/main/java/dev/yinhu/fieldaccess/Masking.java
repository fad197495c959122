package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.util.List;
import java.util.Optional;

/**
 * Masking a value that the caller holds already, as the register says for its field. Whose value it
 * is does not matter, so no subject is looked up.
 */
final class Masking extends Batch {
  private final List<SealItem> items;

  Masking(Room room, Requester requester, List<SealItem> items) {
    super(room, requester, items.size());
    this.items = List.copyOf(items);
    for (SealItem item : this.items) {
      Slot slot = fieldSlot(item.field(), item.context());
      if (slot.open()) {
        slot.decide(room.guard().mask(requester.caller(), slot.declared()));
      }
      refuseBadValue(slot, item.value());
    }
  }

  @Override
  boolean wantsScope(Slot slot) {
    return false;
  }

  @Override
  void fetch() {
    // Nothing to read: masks need no key.
  }

  @Override
  void perform() {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.open()) {
        slot.done("masked", Masks.mask(slot.declared().mask(), items.get(i).value()), true);
      }
    }
  }

  @Override
  Operation operation() {
    return Operation.MASK;
  }

  @Override
  Optional<Purpose> purpose() {
    return Optional.empty();
  }
}
