package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.TokenItem;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/tokenize/check}. */
record TokenCheckBody(List<Item> items, @Nullable String actor, @Nullable String reason)
    implements OnBehalf {
  TokenCheckBody {
    OnBehalf.behalf(actor, reason);
    items = InvalidMember.requiredList(items, "items");
  }

  /** What may be a token of a field. */
  record Item(@Nullable String reference, String field, String token) {
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

  List<TokenItem> tokens() {
    return items.stream().map(item -> new TokenItem(item.field(), null, item.token())).toList();
  }

  List<@Nullable String> references() {
    return References.of(items, Item::reference);
  }
}
