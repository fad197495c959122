package dev.yinhu.subjectrights.connect;

/**
 * What a store answered.
 *
 * @param <T> what it tells when it could
 */
public sealed interface Answer<T> {
  /**
   * It could.
   *
   * @param value what it tells
   */
  record Known<T>(T value) implements Answer<T> {}

  /**
   * It could not, and will not before somebody changes something: never to be taken for nothing.
   *
   * @param code a stable code: {@code no-table}, {@code no-column}, {@code no-permission}, {@code
   *     id-does-not-fit}, {@code refers-still}, {@code must-not-be-null}, {@code rows-left}, {@code
   *     found-through-another-store}, or {@code sql-} and the SQLSTATE
   */
  record Failed<T>(String code) implements Answer<T> {}
}
