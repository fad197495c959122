package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.accessaudit.search.Page;
import dev.yinhu.service.http.QueryParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a page ended, as the client carries it: an index and an order. It gives no right and tells
 * nothing that the page did not; the check bytes only keep a changed one from being taken for
 * another place, and one of another question for a place in this one.
 *
 * @param after index of the last entry shown
 */
record SearchCursor(Order order, long after, Question question) {
  private static final String LABEL = "yinhu/audit-cursor/v2";
  private static final int BODY = 9;
  private static final int CHECK = 6;

  String text() {
    byte[] body =
        ByteBuffer.allocate(BODY)
            .put((byte) (order == Order.NEWEST_FIRST ? 0 : 1))
            .putLong(after)
            .array();
    byte[] whole = Arrays.copyOf(body, BODY + CHECK);
    System.arraycopy(check(body, question), 0, whole, BODY, CHECK);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** The place behind the page, if there is more. */
  static Optional<String> next(Page page, Order order, Question question) {
    return page.after().isPresent()
        ? Optional.of(new SearchCursor(order, page.after().getAsLong(), question).text())
        : Optional.empty();
  }

  /** The index of a cursor that was given; throws a 400 when it is of another order or question. */
  static OptionalLong after(Optional<String> given, Order order, Question question) {
    return given
        .map(text -> OptionalLong.of(read(text, order, question).after()))
        .orElse(OptionalLong.empty());
  }

  private static SearchCursor read(String text, Order order, Question question) {
    byte[] whole = decoded(text);
    if (whole.length == BODY + CHECK) {
      byte[] body = Arrays.copyOf(whole, BODY);
      SearchCursor cursor = new SearchCursor(order, ByteBuffer.wrap(body).getLong(1), question);
      if (cursor.after >= 0 && cursor.text().equals(text)) {
        return cursor;
      }
    }
    throw bad();
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  private static RuntimeException bad() {
    return QueryParameters.expected(
        "cursor", "one that a page of this search, with the same conditions and order, gave");
  }

  private static byte[] check(byte[] body, Question question) {
    MessageDigest sha256 = Sha256.digest();
    sha256.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(question.hash()).flip());
    return sha256.digest(body);
  }
}
