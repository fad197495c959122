package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.TokenMade;
import dev.yinhu.crypto.TokenRequest;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.TokenKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Giving values their tokens: the right to encrypt is needed, and a subject seen for the first time
 * gets its reference and key here. A token that could not be recorded stays where it is and was
 * told nobody.
 */
final class Tokenizing extends Batch {
  private final List<SealItem> items;
  private List<Optional<TokenMade>> made = List.of();

  Tokenizing(Room room, Requester requester, List<SealItem> items) {
    super(room, requester, items.size());
    this.items = List.copyOf(items);
    for (SealItem item : this.items) {
      Slot slot = slot(item.field(), item.subject(), item.context());
      if (slot.open()) {
        slot.decide(room.guard().tokenize(requester.caller(), slot.declared()));
      }
      refuseBadValue(slot, item.value());
      if (slot.open()) {
        refuseUnsuited(slot);
      }
    }
  }

  private static void refuseUnsuited(Slot slot) {
    if (!slot.context.isEmpty()) {
      slot.refuse(ItemCode.BAD_REQUEST, "context", "a token is bound to no context: leave it out");
      return;
    }
    Protection protection = slot.declared().protection().orElseThrow();
    boolean unshaped =
        protection
            .tokens()
            .filter(settings -> settings.keepsFormat() && protection.format().isEmpty())
            .isPresent();
    if (protection.tokens().isEmpty() || unshaped) {
      slot.refuse(
          ItemCode.BAD_REQUEST, "no-tokens", "the register declares no tokens for this field");
    }
  }

  @Override
  boolean wantsScope(Slot slot) {
    return slot.open();
  }

  /** Only one-way tokens are stored nowhere. */
  @Override
  boolean wantsMore() {
    return slots.stream()
        .filter(Slot::open)
        .anyMatch(slot ->
            slot.declared()
                .protection()
                .flatMap(Protection::tokens)
                .filter(settings -> settings.kind() == TokenKind.ONE_WAY)
                .isEmpty());
  }

  @Override
  void fetch() {
    take(room.subjects().findOrCreate(missing(true)));
    counted.take(slots, purpose());
    try {
      make();
    } catch (RuntimeException e) {
      counted.giveBack();
      throw e;
    }
  }

  private void make() {
    List<TokenRequest> requests = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        requests.add(request(slots.get(i), items.get(i).value()));
      }
    }
    var results = room.tokens().make(requests).iterator();
    made =
        slots.stream()
            .map(slot -> slot.open() ? Optional.of(results.next()) : Optional.<TokenMade>empty())
            .toList();
  }

  private static TokenRequest request(Slot slot, String value) {
    Protection protection = slot.declared().protection().orElseThrow();
    KeyScope scope = Objects.requireNonNull(slot.scope, "finish before load");
    return new TokenRequest(
        slot.declared().ref(),
        protection.suite(),
        protection.tokens().orElseThrow(),
        protection.format(),
        scope,
        value);
  }

  /** What is not made yet is one-way, which needs no store. */
  @Override
  void perform() {
    if (made.isEmpty()) {
      if (wantsMore()) {
        throw new IllegalStateException("finish before load: tokens are stored");
      }
      counted.take(slots, purpose());
      make();
    }
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        settle(slots.get(i), made.get(i).orElseThrow());
      }
    }
  }

  private static void settle(Slot slot, TokenMade result) {
    switch (result) {
      case TokenMade.Made(String token, Optional<Instant> expires) ->
          slot.done("tokenized", "", new ItemResult.Tokenized(token, expires));
      case TokenMade.SubjectErased() ->
          slot.refuse(ItemCode.SUBJECT_ERASED, "", "the subject was erased in this moment");
      case TokenMade.WrongShape() ->
          slot.refuse(
              ItemCode.BAD_REQUEST,
              "format",
              "tokens of this field keep the format that the register declares, and the value has"
                  + " not this format");
      case TokenMade.NoneFree() ->
          slot.refuse(
              ItemCode.BAD_REQUEST,
              "none-free",
              "no free token of this format was found: so many exist that the format is too small");
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
