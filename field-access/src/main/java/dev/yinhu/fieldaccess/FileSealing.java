package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.FileCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Suite;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** Encrypting one file. Its subject gets reference and key here when seen for the first time. */
final class FileSealing extends Batch {
  private final Slot slot;

  FileSealing(Room room, Requester requester, FileItem item) {
    super(room, requester, 1);
    this.slot = slot(item.field(), item.subject(), item.context());
    if (slot.open()) {
      slot.decide(room.guard().encrypt(requester.caller(), slot.declared()));
    }
    if (slot.open() && !FileCipher.takes(suite())) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "suite",
          "fields whose suite keeps a shape or shows equality take no files");
    }
  }

  private Suite suite() {
    return slot.declared().protection().orElseThrow().suite();
  }

  @Override
  boolean wantsScope(Slot any) {
    return any.open();
  }

  @Override
  void fetch() {
    take(room.subjects().findOrCreate(missing(true)));
  }

  @Override
  void perform() {
    if (slot.open()) {
      slot.done("encrypted", "", false);
    }
  }

  /** The bytes of the file that is given as {@code plaintext}. */
  FileStream.Bytes bytes(InputStream plaintext) {
    DeclaredField field = slot.declared();
    KeyScope scope = Objects.requireNonNull(slot.scope, "a file is sealed after its entry");
    return out -> {
      room.files().seal(suite(), field.ref(), scope, slot.context, plaintext, out);
      return Optional.empty();
    };
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
