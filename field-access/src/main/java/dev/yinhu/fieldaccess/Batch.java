package dev.yinhu.fieldaccess;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.crypto.BlindIndexes;
import dev.yinhu.crypto.Canaries;
import dev.yinhu.crypto.FieldCipher;
import dev.yinhu.crypto.FileCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Keyrings;
import dev.yinhu.crypto.SubjectDirectory;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.crypto.Tokens;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What all requests have in common: items checked and decided, subjects resolved, one audit entry,
 * results released after it. The subclasses say how to decide and what to do.
 */
abstract sealed class Batch implements Access
    permits Opening,
        Sealing,
        Masking,
        FileOpening,
        FileSealing,
        Indexing,
        Tokenizing,
        Detokenizing,
        TokenChecking {
  /** What a batch works with; the guard is the register version that decides all of it. */
  record Room(
      Guard guard,
      FieldCipher cipher,
      FileCipher files,
      ShapedItems shapes,
      Keyrings keyrings,
      SubjectDirectory subjects,
      Canaries canaries,
      BlindIndexes indexes,
      Tokens tokens,
      AuditLog audit,
      Limits limits,
      Tombstones tombstones,
      Suspensions suspensions,
      InstantSource clock) {}

  final Room room;
  final Requester requester;
  final List<Slot> slots;

  /** What the request took from the caller's limits. */
  final Counted counted;

  Batch(Room room, Requester requester, int size) {
    if (size == 0 || size > FieldAccess.MAX_ITEMS) {
      throw new IllegalArgumentException(
          "a request has 1 to " + FieldAccess.MAX_ITEMS + " items, not " + size);
    }
    this.room = room;
    this.requester = requester;
    this.slots = new ArrayList<>(size);
    this.counted = new Counted(room.limits(), requester.caller(), room.suspensions());
  }

  /** Makes the item's slot: its field, its context and its subject looked at. */
  final Slot slot(String field, @Nullable String subject, @Nullable String context) {
    Slot slot = fieldSlot(field, context);
    if (slot.open()) {
      takeSubject(slot, subject);
    }
    return slot;
  }

  /** Makes the item's slot without looking for a subject. */
  final Slot fieldSlot(String field, @Nullable String context) {
    Slot slot = new Slot(slots.size(), room.guard().field(field), context);
    slots.add(slot);
    if (slot.field.isEmpty()) {
      slot.refuse(
          ItemCode.BAD_REQUEST, "unknown-field", "the register declares no field of this name");
    } else if (!Texts.isContext(slot.context)) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "context",
          "context has at most " + Texts.MAX_CONTEXT + " characters and no unpaired surrogates");
    }
    return slot;
  }

  static void refuseBadValue(Slot slot, String value) {
    if (slot.open() && !Texts.isValue(value)) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "value",
          "a value has at most "
              + Texts.MAX_VALUE_BYTES
              + " bytes in UTF-8 and no unpaired surrogates");
    }
  }

  final void takeSubject(Slot slot, @Nullable String subject) {
    boolean expected = slot.declared().subject().isPresent();
    if (!expected) {
      if (subject == null) {
        slot.scope = room.cipher().shared();
      } else {
        slot.refuse(
            ItemCode.BAD_REQUEST,
            "subject",
            "the register declares this field without a subject: leave the subject out");
      }
      return;
    }
    if (subject == null) {
      slot.refuse(ItemCode.BAD_REQUEST, "subject", "this field needs the id of its data subject");
      return;
    }
    try {
      slot.subject = new SubjectId(subject);
      slot.scope = room.subjects().cached(slot.subject).orElse(null);
    } catch (IllegalArgumentException e) {
      slot.refuse(ItemCode.BAD_REQUEST, "subject", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public final boolean needsStore() {
    for (Slot slot : slots) {
      if (slot.subject != null && slot.scope == null && wantsScope(slot)) {
        return true;
      }
    }
    return wantsMore();
  }

  /** Whether something else than a subject's key has to be read first. Never blocks. */
  boolean wantsMore() {
    return false;
  }

  /** A canary is answered as any other value is; the entry alone says what it was. */
  final void noteCanary(Slot slot, byte[] plaintext) {
    KeyScope scope = Objects.requireNonNull(slot.scope, "a value was read without its scope");
    if (room.canaries().contains(scope, slot.declared().ref(), plaintext)) {
      slot.note("canary");
    }
  }

  /** The subjects whose keys are not at hand yet. */
  final Set<SubjectId> missing(boolean onlyOpen) {
    Set<SubjectId> missing = new LinkedHashSet<>();
    for (Slot slot : slots) {
      if (slot.subject != null && slot.scope == null && (slot.open() || !onlyOpen)) {
        missing.add(slot.subject);
      }
    }
    return missing;
  }

  final void take(Map<SubjectId, KeyScope> found) {
    for (Slot slot : slots) {
      if (slot.scope == null && slot.subject != null) {
        slot.scope = found.get(slot.subject);
      }
    }
  }

  @Override
  public final CompletableFuture<BatchResult> finish() {
    refuseSuspended(room.suspensions().now());
    slots.stream().filter(Slot::open).forEach(this::refuseGone);
    perform();
    AccessRecord entry = new AccessRecord();
    List<ItemResult> results = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      slot.recordIn(entry);
      results.add(slot.result());
    }
    BatchResult released =
        new BatchResult(results, Optional.of(counted.retryAfter()).filter(wait -> !wait.isZero()));
    return room.audit()
        .append(entry(entry))
        .handle((index, failure) -> {
          if (failure != null) {
            counted.giveBack();
            throw new CompletionException(failure);
          }
          return released;
        });
  }

  /** What an incident holds back is refused before anything else is looked at. */
  private void refuseSuspended(Suspended suspended) {
    if (suspended.isNothing()) {
      return;
    }
    for (Slot slot : slots) {
      if (slot.open()) {
        suspended
            .mark(requester.caller(), purpose(), operation(), slot.recordedName(), reference(slot))
            .ifPresent(slot::refuseSuspended);
      }
    }
  }

  private static Optional<String> reference(Slot slot) {
    return Optional.ofNullable(slot.scope).flatMap(KeyScope::subject).map(SubjectRef::text);
  }

  /** Who is being erased gets no new data, and what a law keeps of them is for a legal duty. */
  private void refuseGone(Slot slot) {
    if (reference(slot).filter(ref -> room.tombstones().refuses(ref, requester)).isPresent()) {
      slot.refuseBeingErased();
    } else if (Persons.isRetained(slot.subject)
        && operation() == Operation.DECRYPT
        && purpose().filter(room.guard()::isLegalDuty).isEmpty()) {
      slot.refuse(
          ItemCode.NOT_PERMITTED,
          "retained",
          "a law keeps this value of somebody who was erased: it is read under a purpose whose use"
              + " is legal-duty");
    }
  }

  /** A second entry for a request of one item that was allowed and did not get to its end. */
  final CompletableFuture<Long> appendEnding(String outcome, String detail) {
    AccessRecord entry = new AccessRecord();
    slots.getFirst().recordIn(entry, outcome, detail);
    return room.audit().append(entry(entry));
  }

  private AuditEntry entry(AccessRecord record) {
    return new AuditEntry.Access(
        room.clock().instant(),
        requester.requestId(),
        operation(),
        requester.caller(),
        purpose(),
        requester.behalf(),
        room.guard().version(),
        record.items());
  }

  /** Whether the item's key has to be read before the request can be finished. */
  abstract boolean wantsScope(Slot slot);

  abstract Operation operation();

  abstract Optional<Purpose> purpose();

  /** Settles every open slot. Never blocks. */
  abstract void perform();
}
