package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Suite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Bringing ciphertexts under the active key version and the declared suite. What they hold is
 * opened and sealed in one step and never leaves. One that is there already comes back as it is.
 */
final class Rewrapping extends Opening {
  Rewrapping(Room room, Requester requester, List<OpenItem> items) {
    super(room, requester, items, field -> room.guard().rewrap(requester.caller(), field));
  }

  @Override
  void holdBack() {
    // Limits count what is read; here nobody reads.
  }

  @Override
  void opened(Slot slot, byte[] plaintext) {
    Optional<ShapedField> shaped = ShapedItems.of(slot);
    if (shaped.isPresent()) {
      String value = new String(plaintext, StandardCharsets.UTF_8);
      room.shapes().sealAgain(slot, shaped.get(), item(slot), value);
      return;
    }
    DeclaredField field = slot.declared();
    Suite suite = field.protection().orElseThrow().suite();
    Envelope envelope = envelope(slot).orElseThrow();
    if (room.cipher().isCurrent(suite, envelope)) {
      slot.done("unchanged", envelope.text(), false);
      return;
    }
    KeyScope scope = Objects.requireNonNull(slot.scope, "opened without a key");
    Envelope sealed = room.cipher().seal(suite, field.ref(), scope, slot.context, plaintext);
    slot.done("rewrapped", sealed.text(), false);
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
