package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.service.http.QueryParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a page ended, as the client carries it: an index and an order. It gives no right and tells
 * nothing that the page did not; the check bytes only keep a changed one from being taken for
 * another place.
 *
 * @param after index of the last entry shown
 */
record SearchCursor(Order order, long after) {
  private static final String LABEL = "yinhu/audit-cursor/v1";
  private static final int BODY = 9;
  private static final int CHECK = 6;

  String text() {
    byte[] body =
        ByteBuffer.allocate(BODY)
            .put((byte) (order == Order.NEWEST_FIRST ? 0 : 1))
            .putLong(after)
            .array();
    byte[] whole = Arrays.copyOf(body, BODY + CHECK);
    System.arraycopy(check(body), 0, whole, BODY, CHECK);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Reads one of this order; throws a 400 when it is not one. */
  static SearchCursor read(String text, Order order) {
    byte[] whole = decoded(text);
    if (whole.length == BODY + CHECK) {
      byte[] body = Arrays.copyOf(whole, BODY);
      SearchCursor cursor = new SearchCursor(order, ByteBuffer.wrap(body).getLong(1));
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
    return QueryParameters.expected("cursor", "one that a page of this search and order gave");
  }

  private static byte[] check(byte[] body) {
    MessageDigest sha256 = Sha256.digest();
    sha256.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    return sha256.digest(body);
  }
}
