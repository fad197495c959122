package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.FileHeader;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.OpenedFile;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decrypting one file: the only place that opens files. A file has no masked form, so only who may
 * see the field in clear gets it; it counts as one value against limits.
 */
final class FileOpening extends Batch {
  private static final String DOES_NOT_FIT =
      "the file was changed or cut short, or belongs to another field, subject or context; trying"
          + " again is pointless";

  private final Purpose purpose;
  private final FileHeader header;
  private final Slot slot;
  private @Nullable OpenedFile opened;

  FileOpening(Room room, Requester requester, Purpose purpose, FileItem item, FileHeader header) {
    super(room, requester, 1);
    this.purpose = purpose;
    this.header = header;
    this.slot = slot(item.field(), item.subject(), item.context());
    if (slot.open()) {
      slot.decide(
          room.guard().reveal(requester.caller(), purpose, slot.declared(), Disclosure.CLEAR));
    }
    if (slot.open() && !header.looksLikeOne()) {
      slot.refuse(
          ItemCode.BAD_REQUEST, "ciphertext", "this is not a file of Yinhu: it starts with yhf1");
    }
  }

  @Override
  boolean wantsScope(Slot any) {
    return true;
  }

  @Override
  void fetch() {
    if (slot.open() && !room.files().knowsKeyOf(header)) {
      // Another node may have made the key a moment ago.
      room.keyrings().reloadForUnknown();
    }
    take(room.subjects().find(missing(false)));
  }

  /**
   * Takes the limits and opens the beginning of the file, up to and including its first segment.
   *
   * @throws IOException when reading fails; then nothing counts against limits
   */
  void begin(InputStream segments) throws IOException {
    refuseHeldBack();
    if (!slot.open()) {
      return;
    }
    KeyScope scope = slot.scope;
    if (scope == null) {
      withoutSubject();
      return;
    }
    counted.take(slots, purpose());
    if (slot.open()) {
      try {
        opened = room.files().open(slot.declared().ref(), scope, slot.context, header, segments);
      } catch (IOException | RuntimeException e) {
        counted.giveBack();
        throw e;
      }
    }
  }

  private void withoutSubject() {
    boolean somebodyElses =
        header
            .subject()
            .filter(ref -> room.subjects().known(Set.of(ref)).contains(ref))
            .isPresent();
    if (somebodyElses) {
      slot.refuse(ItemCode.NOT_AUTHENTIC, "other-subject", DOES_NOT_FIT);
    } else {
      slot.refuseErased();
    }
  }

  @Override
  void perform() {
    OpenedFile beginning = opened;
    if (slot.open() && beginning != null) {
      settle(beginning);
    }
  }

  private void settle(OpenedFile beginning) {
    switch (beginning) {
      case OpenedFile.Begun _ -> {
        slot.done("clear", "", false);
        noteCanary(slot, new byte[0]); // Of files the subject alone says it.
      }
      case OpenedFile.NotAuthentic(Opened.Reason reason) ->
          slot.refuse(ItemCode.NOT_AUTHENTIC, FileStream.code(reason), DOES_NOT_FIT);
      case OpenedFile.KeyDestroyed() ->
          slot.refuse(ItemCode.KEY_DESTROYED, "", "the key of this file was destroyed");
      case OpenedFile.KeyRetired() ->
          slot.refuse(
              ItemCode.KEY_RETIRED,
              "",
              "the key of this file is retired; an administrator can take that back");
      case OpenedFile.UnsupportedFormat() ->
          slot.refuse(
              ItemCode.UNSUPPORTED_FORMAT,
              "",
              "this release does not know the file's format version or suite");
    }
  }

  /** The plaintext of the file whose beginning was opened. */
  FileStream.Bytes bytes() {
    if (!(opened instanceof OpenedFile.Begun begun)) {
      throw new IllegalStateException("a file is read after it was begun");
    }
    return out -> {
      try (begun) {
        return begun.transferTo(out);
      }
    };
  }

  /** Overwrites what was opened and will not be given. */
  void discard() {
    if (opened instanceof OpenedFile.Begun begun) {
      begun.close();
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
