package dev.yinhu.fieldaccess;

/**
 * What is suspended for the moment, such as a caller from whom data leak. Asked once or twice for
 * each request: never blocks and costs a look at memory. Safe for use by many threads.
 */
@FunctionalInterface
public interface Suspensions {
  /** Nothing ever is. */
  Suspensions NONE = () -> Suspended.NOTHING;

  /** What is, at this moment. */
  Suspended now();
}
