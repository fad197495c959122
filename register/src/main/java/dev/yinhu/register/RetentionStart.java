package dev.yinhu.register;

/** From when a retention period runs. */
public sealed interface RetentionStart {
  /**
   * From the date that a declared field of the same row holds.
   *
   * @param field the date field
   */
  record FromField(FieldRef field) implements RetentionStart {}

  /**
   * From an event that no declared field holds.
   *
   * @param description the event, for people
   */
  record FromEvent(String description) implements RetentionStart {}
}
