package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.http.InvalidMember;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/decrypt}. */
record OpenBody(String purpose, @Nullable String disclose, List<Item> items) {
  OpenBody {
    InvalidMember.required(purpose, "purpose");
    items = InvalidMember.requiredList(items, "items");
    disclosure(disclose);
    purpose(purpose);
  }

  record Item(
      @Nullable String reference,
      String field,
      @Nullable String subject,
      @Nullable String context,
      String ciphertext) {
    Item {
      References.check(reference);
      InvalidMember.required(field, "field");
      InvalidMember.required(ciphertext, "ciphertext");
    }

    @Override
    public String toString() {
      return "Item[***]";
    }
  }

  private static Disclosure disclosure(@Nullable String word) {
    return switch (word) {
      case null -> Disclosure.PERMITTED;
      case "clear" -> Disclosure.CLEAR;
      case "masked" -> Disclosure.MASKED;
      default ->
          throw new InvalidMember(
              "disclose", "clear or masked; leave it out for as much as is permitted");
    };
  }

  private static Purpose purpose(String key) {
    try {
      return new Purpose(key);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("purpose", "the key of a purpose of the register");
    }
  }

  Disclosure disclosure() {
    return disclosure(disclose);
  }

  Purpose asked() {
    return purpose(purpose);
  }

  List<OpenItem> toOpen() {
    return toOpen(items);
  }

  static List<OpenItem> toOpen(List<Item> items) {
    List<OpenItem> opened = new ArrayList<>(items.size());
    for (Item item : items) {
      opened.add(new OpenItem(item.field(), item.subject(), item.context(), item.ciphertext()));
    }
    return opened;
  }

  List<@Nullable String> references() {
    return References.of(items, Item::reference);
  }
}
