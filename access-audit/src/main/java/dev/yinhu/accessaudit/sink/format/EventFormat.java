package dev.yinhu.accessaudit.sink.format;

/**
 * Writes events for receivers. What it writes holds no line feed, so that lines can be made of it.
 * Safe for use by many threads.
 */
public interface EventFormat {
  /** The event in UTF-8. The same event always gives the same bytes. */
  byte[] bytes(LogEvent event);

  /** True when what it writes is an object of JSON. */
  boolean isJson();
}
