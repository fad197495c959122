package dev.yinhu.breachresponse.report;

import dev.yinhu.accessaudit.Reason;

/** What is told in a field. Values are free text of staff: {@code toString} shows none. */
public sealed interface Answer {
  /**
   * It is known.
   *
   * @param value of the form that the field's kind has
   */
  record Known(String value) implements Answer {
    @Override
    public String toString() {
      return "Known[***]";
    }
  }

  /**
   * It is not known, and that is said.
   *
   * @param reason why not, in words that name nobody
   */
  record Unknown(Reason reason) implements Answer {}
}
