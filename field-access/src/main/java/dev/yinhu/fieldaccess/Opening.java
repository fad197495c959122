package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.register.DeclaredField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The only place that opens envelopes. What becomes of a plaintext the subclasses say: it is
 * revealed, sealed anew, compared, or indexed.
 */
abstract sealed class Opening extends Batch
    permits Revealing, Rewrapping, Comparing, SealedIndexing {
  private static final int MAX_CIPHERTEXT = 2 * Texts.MAX_VALUE_BYTES;
  private static final String DOES_NOT_FIT =
      "the ciphertext was changed, or belongs to another field, subject or context; trying again is"
          + " pointless";

  private static final String UNSUPPORTED =
      "this release does not know the ciphertext's format version or suite";

  private final List<OpenItem> items;
  private final boolean anyAllowed;
  private boolean loaded;
  private final List<Optional<Envelope>> envelopes;
  private Set<SubjectRef> liveSubjects = new HashSet<>();

  Opening(
      Room room,
      Requester requester,
      List<OpenItem> items,
      Function<DeclaredField, Decision> decision) {
    super(room, requester, items.size());
    this.items = List.copyOf(items);
    this.envelopes = new ArrayList<>(items.size());
    for (OpenItem item : this.items) {
      Slot slot = slot(item.field(), item.subject(), item.context());
      if (slot.open()) {
        slot.decide(decision.apply(slot.declared()));
      }
      envelopes.add(hasEnvelope(slot) ? envelope(item.ciphertext()) : Optional.empty());
    }
    this.anyAllowed = slots.stream().anyMatch(Slot::open);
  }

  private static boolean hasEnvelope(Slot slot) {
    return slot.open() && ShapedItems.of(slot).isEmpty();
  }

  @Override
  boolean wantsScope(Slot slot) {
    return true;
  }

  private static Optional<Envelope> envelope(String ciphertext) {
    return ciphertext.length() > MAX_CIPHERTEXT ? Optional.empty() : Envelope.parse(ciphertext);
  }

  @Override
  boolean wantsMore() {
    for (int i = 0; i < slots.size(); i++) {
      Optional<Envelope> envelope = envelopes.get(i);
      boolean unknown =
          envelope.isPresent()
              ? !room.cipher().knowsKeyOf(envelope.get())
              : room.shapes().wantsVersion(slots.get(i), items.get(i));
      if (unknown) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the subjects of all items, also of those refused, so that the entry names whom they are
   * about. Of subjects not found it asks whether their envelopes belong to somebody else.
   */
  @Override
  void fetch() {
    if (wantsMore()) {
      // Another node may have made the key a moment ago.
      room.keyrings().reloadForUnknown();
    }
    take(room.subjects().find(missing(false)));
    Set<SubjectRef> named = new HashSet<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open() && slots.get(i).scope == null) {
        envelopes.get(i).flatMap(Envelope::subject).ifPresent(named::add);
      }
    }
    liveSubjects = room.subjects().known(named);
    loaded = true;
  }

  @Override
  void perform() {
    if (anyAllowed) {
      holdBack();
    }
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        open(slots.get(i), items.get(i), envelopes.get(i));
      }
    }
  }

  /** Refuses those of the open items that a limit holds back. Called when there are any. */
  abstract void holdBack();

  final OpenItem item(Slot slot) {
    return items.get(slot.position);
  }

  /** The item's envelope; empty when the ciphertext is no whole one. */
  final Optional<Envelope> envelope(Slot slot) {
    return envelopes.get(slot.position);
  }

  /** Settles an item whose ciphertext opened; the array is overwritten afterwards. */
  abstract void opened(Slot slot, byte[] plaintext);

  private void open(Slot slot, OpenItem item, Optional<Envelope> envelope) {
    Optional<ShapedField> shaped = ShapedItems.of(slot);
    if (shaped.isPresent()) {
      room.shapes()
          .open(slot, shaped.get(), item)
          .ifPresent(value -> opened(slot, value.getBytes(StandardCharsets.UTF_8)));
    } else if (item.version().isPresent()) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "key-version",
          "ciphertexts of this field name their key themselves: leave key_version out");
    } else {
      openEnvelope(slot, item.ciphertext(), envelope);
    }
  }

  private void openEnvelope(Slot slot, String ciphertext, Optional<Envelope> envelope) {
    if (Envelope.isOfAnotherForm(ciphertext)) {
      slot.refuse(ItemCode.UNSUPPORTED_FORMAT, "form", UNSUPPORTED);
      return;
    }
    if (!Envelope.looksLikeOne(ciphertext) || ciphertext.length() > MAX_CIPHERTEXT) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "ciphertext",
          "this is not a ciphertext of Yinhu: it starts with " + Envelope.PREFIX);
      return;
    }
    KeyScope scope = slot.scope;
    if (envelope.isEmpty()) {
      slot.refuse(ItemCode.NOT_AUTHENTIC, "malformed", DOES_NOT_FIT);
    } else if (scope == null) {
      withoutSubject(slot, envelope.get());
    } else {
      settle(
          slot,
          room.cipher().open(slot.declared().ref(), scope, slot.context, envelope.get()),
          this::opened);
    }
  }

  private void withoutSubject(Slot slot, Envelope envelope) {
    if (!loaded) {
      throw new IllegalStateException("finish before load: this subject was not looked for yet");
    }
    boolean somebodyElses = envelope.subject().filter(liveSubjects::contains).isPresent();
    if (somebodyElses) {
      slot.refuse(ItemCode.NOT_AUTHENTIC, "other-subject", DOES_NOT_FIT);
    } else {
      slot.refuseErased();
    }
  }

  /** Settles an item by what came of opening; the plaintext is overwritten afterwards. */
  static void settle(Slot slot, Opened opened, BiConsumer<Slot, byte[]> whenOpened) {
    switch (opened) {
      case Opened.Plaintext plaintext -> {
        byte[] bytes = plaintext.value();
        try {
          whenOpened.accept(slot, bytes);
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
      }
      case Opened.NotAuthentic(Opened.Reason reason) ->
          slot.refuse(
              ItemCode.NOT_AUTHENTIC,
              reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              DOES_NOT_FIT);
      case Opened.KeyDestroyed() -> slot.refuseDestroyed();
      case Opened.KeyRetired() -> slot.refuseRetired();
      case Opened.UnsupportedFormat() -> slot.refuse(ItemCode.UNSUPPORTED_FORMAT, "", UNSUPPORTED);
    }
  }
}
