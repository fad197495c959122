package dev.yinhu.accessaudit.search;

/** In which order entries are given: by their index. */
public enum Order {
  NEWEST_FIRST,
  OLDEST_FIRST
}
