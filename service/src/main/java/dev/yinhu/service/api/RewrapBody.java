package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/rewrap}: the items of a decrypt, without a purpose. */
record RewrapBody(List<OpenBody.Item> items, @Nullable String actor, @Nullable String reason)
    implements OnBehalf {
  RewrapBody {
    OnBehalf.behalf(actor, reason);
    items = InvalidMember.requiredList(items, "items");
  }

  List<OpenItem> toOpen() {
    return OpenBody.toOpen(items);
  }

  List<String> ciphertexts() {
    return items.stream().map(OpenBody.Item::ciphertext).toList();
  }

  List<@Nullable String> references() {
    return References.of(items, OpenBody.Item::reference);
  }
}
