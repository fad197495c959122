package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.http.InvalidMember;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/decrypt}. */
record OpenBody(
    String purpose,
    @Nullable String disclose,
    List<Item> items,
    @Nullable String actor,
    @Nullable String reason)
    implements OnBehalf {
  OpenBody {
    OnBehalf.behalf(actor, reason);
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
      String ciphertext,
      @JsonProperty("key_version") @Nullable Integer keyVersion) {
    Item {
      if (keyVersion != null && keyVersion < 1) {
        throw new InvalidMember("key_version", "a number from 1 on, as encrypt answered it");
      }
      References.check(reference);
      InvalidMember.required(field, "field");
      InvalidMember.required(ciphertext, "ciphertext");
    }

    OpenItem toOpen() {
      OptionalInt version = keyVersion == null ? OptionalInt.empty() : OptionalInt.of(keyVersion);
      return new OpenItem(field, subject, context, ciphertext, version);
    }

    @Override
    public String toString() {
      return "Item[***]";
    }
  }

  static Disclosure disclosure(@Nullable String word) {
    return switch (word) {
      case null -> Disclosure.PERMITTED;
      case "clear" -> Disclosure.CLEAR;
      case "masked" -> Disclosure.MASKED;
      default ->
          throw new InvalidMember(
              "disclose", "clear or masked; leave it out for as much as is permitted");
    };
  }

  static Purpose purpose(String key) {
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
      opened.add(item.toOpen());
    }
    return opened;
  }

  List<@Nullable String> references() {
    return References.of(items, Item::reference);
  }
}
