package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Encrypting. A subject seen for the first time gets its reference and key here. Where equal values
 * give equal ciphertexts each value counts against limits.
 */
final class Sealing extends Batch {
  private final List<SealItem> items;
  private final boolean isCounted;

  /**
   * @param isCounted whether limits hold
   */
  Sealing(Room room, Requester requester, List<SealItem> items, boolean isCounted) {
    super(room, requester, items.size());
    this.isCounted = isCounted;
    this.items = List.copyOf(items);
    for (SealItem item : this.items) {
      Slot slot = slot(item.field(), item.subject(), item.context());
      if (slot.open()) {
        slot.decide(room.guard().encrypt(requester.caller(), slot.declared()));
      }
      refuseBadValue(slot, item.value());
    }
  }

  @Override
  boolean wantsScope(Slot slot) {
    return slot.open();
  }

  @Override
  void fetch() {
    take(room.subjects().findOrCreate(missing(true)));
  }

  @Override
  void perform() {
    if (isCounted) {
      counted.take(slots, purpose());
    }
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.open()) {
        Optional<ShapedField> shaped = ShapedItems.of(slot);
        if (shaped.isPresent()) {
          room.shapes().seal(slot, shaped.get(), items.get(i).value());
          continue;
        }
        DeclaredField field = slot.declared();
        KeyScope scope = Objects.requireNonNull(slot.scope, "finish before load");
        byte[] plaintext = items.get(i).value().getBytes(StandardCharsets.UTF_8);
        String sealed =
            room.cipher()
                .seal(
                    field.protection().orElseThrow().suite(),
                    field.ref(),
                    scope,
                    slot.context,
                    plaintext)
                .text();
        slot.done("encrypted", sealed, false);
      }
    }
  }

  @Override
  Operation operation() {
    return Operation.ENCRYPT;
  }

  @Override
  Optional<Purpose> purpose() {
    return Optional.empty();
  }
}
