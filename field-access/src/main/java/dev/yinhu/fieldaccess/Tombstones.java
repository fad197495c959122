package dev.yinhu.fieldaccess;

/**
 * Who is being erased. From when that begins nothing is encrypted for them and nothing of theirs is
 * opened, for anybody but the work that erases them. Asked for each item of each request: never
 * blocks. Safe for use by many threads.
 */
@FunctionalInterface
public interface Tombstones {
  /** Nobody is. */
  Tombstones NONE = (_, _) -> false;

  /**
   * Whether the request gets nothing of the person.
   *
   * @param reference the person's
   */
  boolean refuses(String reference, Requester requester);
}
