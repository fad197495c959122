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
import dev.yinhu.register.ConsentTerms;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
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
      PersonsWill will,
      InstantSource clock) {}

  final Room room;
  final Requester requester;
  final List<Slot> slots;

  private Map<String, ConsentState> consents = Map.of();
  private boolean consentsAsked;

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
    return wantsMore() || (!consentsAsked && wantsConsents());
  }

  @Override
  public final void load() {
    fetch();
    if (wantsConsents()) {
      Set<String> people = new HashSet<>();
      slots.stream().filter(Slot::open).forEach(slot -> reference(slot).ifPresent(people::add));
      consents =
          people.isEmpty() ? Map.of() : room.will().consents(purpose().orElseThrow(), people);
    }
    consentsAsked = true;
  }

  /** Reads for a purpose that rests on consent something of people. */
  private boolean wantsConsents() {
    return reads()
        && purpose().flatMap(room.guard()::consent).isPresent()
        && slots.stream().anyMatch(this::isOfAPerson);
  }

  /** A value, or where values stand; who computes an index to store it names no purpose. */
  private boolean reads() {
    return operation() == Operation.DECRYPT
        || (operation() == Operation.SEARCH && purpose().isPresent());
  }

  /** Who searches need not name anybody. */
  private boolean isOfAPerson(Slot slot) {
    return slot.open()
        && slot.declared().subject().isPresent()
        && (operation() == Operation.DECRYPT || slot.subject != null);
  }

  /** Reads what is not at hand yet. Blocks. */
  abstract void fetch();

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
    refuseHeldBack();
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

  /** What is refused whatever the register allows; doing it again does no harm. */
  final void refuseHeldBack() {
    refuseSuspended(room.suspensions().now());
    slots.stream().filter(Slot::open).forEach(this::refuseGone);
    refuseUnwanted();
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

  /** What people have not consented to, and what they had restricted. */
  private void refuseUnwanted() {
    if (!reads() || purpose().filter(room.guard()::isLegalDuty).isPresent()) {
      return;
    }
    Optional<ConsentTerms> terms = purpose().flatMap(room.guard()::consent);
    for (Slot slot : slots) {
      if (slot.open()) {
        reference(slot).ifPresent(ref -> refuseUnwanted(slot, ref, terms));
      }
    }
  }

  private void refuseUnwanted(Slot slot, String reference, Optional<ConsentTerms> terms) {
    if (room.will().restricts(reference, slot.declared().ref())) {
      slot.refuseRestricted();
    } else if (terms.isPresent()) {
      if (!consentsAsked) {
        throw new IllegalStateException("finish before load: no consent was looked for yet");
      }
      ConsentState state = consents.get(reference);
      if (state == ConsentState.WITHDRAWN) {
        slot.refuseWithdrawn();
      } else if (state == ConsentState.NO_GUARDIAN || (state == null && terms.get().recorded())) {
        slot.refuseWithoutConsent();
      }
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
