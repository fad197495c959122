package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.FoundToken;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Telling whether something is a token, of which kind and until when, without turning it back. */
final class TokenChecking extends Batch {
  private final List<TokenItem> items;
  private List<Optional<FoundToken>> found = List.of();

  TokenChecking(Room room, Requester requester, List<TokenItem> items) {
    super(room, requester, items.size());
    this.items = List.copyOf(items);
    for (TokenItem item : this.items) {
      Slot slot = fieldSlot(item.field(), null);
      if (slot.open()) {
        slot.decide(room.guard().checkToken(requester.caller(), slot.declared()));
      }
      FoundTokens.refuseTooLong(slot, item);
      refuseWhatCannotBeTold(slot);
    }
  }

  private static void refuseWhatCannotBeTold(Slot slot) {
    Optional<TokenSettings> shapedOneWay =
        slot.field
            .flatMap(field -> field.protection())
            .flatMap(Protection::tokens)
            .filter(tokens -> tokens.kind() == TokenKind.ONE_WAY && tokens.keepsFormat());
    if (slot.open() && shapedOneWay.isPresent()) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "cannot-be-told",
          "one-way tokens of this field look like values and are stored nowhere: nothing can tell"
              + " them apart");
    }
  }

  @Override
  boolean wantsScope(Slot slot) {
    return false;
  }

  @Override
  boolean wantsMore() {
    return slots.stream().anyMatch(Slot::open);
  }

  @Override
  void fetch() {
    found = FoundTokens.of(room.tokens(), slots, items);
  }

  @Override
  void perform() {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        settle(slots.get(i), found.get(i).orElseThrow());
      }
    }
  }

  private static void settle(Slot slot, FoundToken token) {
    switch (token) {
      case FoundToken.Stored stored -> tell(slot, stored.kind(), stored.expires());
      case FoundToken.Expired(TokenKind kind, Instant expired) ->
          tell(slot, kind, Optional.of(expired));
      case FoundToken.KeyRetired(TokenKind kind, Optional<Instant> expires) ->
          tell(slot, kind, expires);
      case FoundToken.OneWay() -> tell(slot, TokenKind.ONE_WAY, Optional.empty());
      case FoundToken.KeyDestroyed() -> slot.refuseDestroyed();
      case FoundToken.Unknown() ->
          slot.done(
              "checked",
              "no-token",
              new ItemResult.Checked(false, Optional.empty(), Optional.empty()));
    }
  }

  private static void tell(Slot slot, TokenKind kind, Optional<Instant> expires) {
    slot.done("checked", "token", new ItemResult.Checked(true, Optional.of(kind), expires));
  }

  @Override
  Operation operation() {
    return Operation.SEARCH;
  }

  @Override
  Optional<Purpose> purpose() {
    return Optional.empty();
  }
}
