package dev.yinhu.piiscanner.spark;

import java.io.Serializable;

/** One step from a row to the values of a leaf column. */
sealed interface Step extends Serializable {
  /** To a field of a struct, or a column of the row; counted from 0. */
  record Field(int place) implements Step {}

  /** To each element of an array. */
  record Each() implements Step {}

  /** To each key of a map. */
  record Keys() implements Step {}

  /** To each value of a map. */
  record Values() implements Step {}
}
