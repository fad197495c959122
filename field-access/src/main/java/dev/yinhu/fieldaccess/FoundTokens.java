package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.FoundToken;
import dev.yinhu.crypto.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looking up the tokens of a request's open items, all together. */
final class FoundTokens {
  /** Longer than any token: the longest format of a value in the register, and more. */
  private static final int MOST_CHARACTERS = 2_048;

  private FoundTokens() {}

  static void refuseTooLong(Slot slot, TokenItem item) {
    if (slot.open() && (item.token().isEmpty() || item.token().length() > MOST_CHARACTERS)) {
      slot.refuse(
          ItemCode.BAD_REQUEST, "token", "a token has 1 to " + MOST_CHARACTERS + " characters");
    }
  }

  /** What is known of each token; empty for items that are refused already. Blocks. */
  static List<Optional<FoundToken>> of(Tokens tokens, List<Slot> slots, List<TokenItem> items) {
    List<Tokens.Asked> asked = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        asked.add(new Tokens.Asked(slots.get(i).declared().ref(), items.get(i).token()));
      }
    }
    var found = tokens.find(asked).iterator();
    return slots.stream()
        .map(slot -> slot.open() ? Optional.of(found.next()) : Optional.<FoundToken>empty())
        .toList();
  }
}
