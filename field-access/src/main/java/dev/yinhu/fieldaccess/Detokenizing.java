package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.FoundToken;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turning tokens back into values, by the rules of {@link Revealing}: the same decision, limits,
 * masks and entry, whose details begin with {@code token}.
 */
final class Detokenizing extends Batch {
  private static final String DETAIL = "token";

  private final Purpose purpose;
  private final List<TokenItem> items;
  private List<Optional<FoundToken>> found = List.of();
  private Map<SubjectRef, KeyScope> owners = Map.of();

  Detokenizing(
      Room room,
      Requester requester,
      Purpose purpose,
      Disclosure disclosure,
      List<TokenItem> items) {
    super(room, requester, items.size());
    this.purpose = purpose;
    this.items = List.copyOf(items);
    for (TokenItem item : this.items) {
      Slot slot = fieldSlot(item.field(), null);
      slot.detailBegins(DETAIL);
      boolean needsSubject = slot.field.flatMap(field -> field.subject()).isPresent();
      if (slot.open() && (item.subject() != null || !needsSubject)) {
        takeSubject(slot, item.subject());
      }
      if (slot.open()) {
        slot.decide(room.guard().reveal(requester.caller(), purpose, slot.declared(), disclosure));
      }
      FoundTokens.refuseTooLong(slot, item);
    }
  }

  @Override
  boolean wantsScope(Slot slot) {
    return true;
  }

  /** Every token has to be looked up. */
  @Override
  boolean wantsMore() {
    return slots.stream().anyMatch(Slot::open);
  }

  @Override
  void fetch() {
    take(room.subjects().find(missing(false)));
    found = FoundTokens.of(room.tokens(), slots, items);
    Set<SubjectRef> unnamed = new HashSet<>();
    boolean unknownKey = false;
    for (int i = 0; i < slots.size(); i++) {
      if (found.get(i).orElse(null) instanceof FoundToken.Stored stored) {
        unknownKey |= !room.cipher().knowsKeyOf(stored.envelope());
        if (slots.get(i).subject == null) {
          stored.subject().ifPresent(unnamed::add);
        }
      }
    }
    if (unknownKey) {
      // Another node may have made the key a moment ago.
      room.keyrings().reloadForUnknown();
    }
    owners = room.subjects().findByRef(unnamed);
    nameOwners();
  }

  /** Whose a token is counts for what is held back of people as much as if they had been named. */
  private void nameOwners() {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.subject == null
          && slot.scope == null
          && found.get(i).orElse(null) instanceof FoundToken.Stored stored) {
        slot.scope = stored.subject().map(owners::get).orElse(null);
      }
    }
  }

  @Override
  void perform() {
    counted.take(slots, purpose());
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        settle(slots.get(i), found.get(i).orElseThrow());
      }
    }
  }

  private void settle(Slot slot, FoundToken token) {
    if (slot.subject != null && slot.scope == null) {
      slot.refuseErased();
      return;
    }
    switch (token) {
      case FoundToken.Stored stored -> open(slot, stored);
      case FoundToken.Expired(_, _) ->
          slot.refuse(
              ItemCode.TOKEN_EXPIRED, "", "the token's time is over; its value is not kept here");
      case FoundToken.KeyRetired(_, _) -> slot.refuseRetired();
      case FoundToken.KeyDestroyed() -> slot.refuseDestroyed();
      case FoundToken.OneWay() ->
          slot.refuse(ItemCode.BAD_REQUEST, "one-way", "nothing turns a one-way token back");
      case FoundToken.Unknown() ->
          slot.refuse(
              ItemCode.TOKEN_UNKNOWN,
              "",
              "there is no such token of this field: never made here, removed long after its time,"
                  + " or gone with its subject");
    }
  }

  private void open(Slot slot, FoundToken.Stored stored) {
    KeyScope scope = slot.scope;
    if (scope == null) {
      slot.refuseErased();
    } else {
      Opening.settle(
          slot,
          room.cipher().open(slot.declared().ref(), scope, stored.context(), stored.envelope()),
          this::opened);
    }
  }

  private void opened(Slot slot, byte[] plaintext) {
    Revealing.reveal(slot, plaintext);
    noteCanary(slot, plaintext);
  }

  @Override
  Operation operation() {
    return Operation.DECRYPT;
  }

  @Override
  Optional<Purpose> purpose() {
    return Optional.of(purpose).filter(room.guard()::declares);
  }
}
