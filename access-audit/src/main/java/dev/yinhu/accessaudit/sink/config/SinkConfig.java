package dev.yinhu.accessaudit.sink.config;

import dev.yinhu.accessaudit.sink.format.FormatName;

/**
 * One sink.
 *
 * @param name its name, under which its cursor is kept: a cursor belongs to a name, not a receiver
 * @param target the receiver
 * @param format how entries are written
 * @param filter which entries pass
 * @param start where a sink that has no cursor yet begins
 */
public record SinkConfig(
    String name, SinkTarget target, FormatName format, SinkFilter filter, Start start) {

  /** Where a new sink begins. */
  public enum Start {
    /** With the first entry of the log. */
    BEGINNING,
    /** With the next entry of the log. */
    NOW
  }
}
