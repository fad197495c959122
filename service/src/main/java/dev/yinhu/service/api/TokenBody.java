package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.TokenItem;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/detokenize}. */
record TokenBody(
    String purpose,
    @Nullable String disclose,
    List<Item> items,
    @Nullable String actor,
    @Nullable String reason)
    implements OnBehalf {
  TokenBody {
    OnBehalf.behalf(actor, reason);
    InvalidMember.required(purpose, "purpose");
    items = InvalidMember.requiredList(items, "items");
    OpenBody.disclosure(disclose);
    OpenBody.purpose(purpose);
  }

  /** A token of a field. */
  record Item(@Nullable String reference, String field, @Nullable String subject, String token) {
    Item {
      References.check(reference);
      InvalidMember.required(field, "field");
      InvalidMember.required(token, "token");
    }

    @Override
    public String toString() {
      return "Item[***]";
    }
  }

  Disclosure disclosure() {
    return OpenBody.disclosure(disclose);
  }

  Purpose asked() {
    return OpenBody.purpose(purpose);
  }

  List<TokenItem> tokens() {
    return items.stream()
        .map(item -> new TokenItem(item.field(), item.subject(), item.token()))
        .toList();
  }

  List<@Nullable String> references() {
    return References.of(items, Item::reference);
  }
}
