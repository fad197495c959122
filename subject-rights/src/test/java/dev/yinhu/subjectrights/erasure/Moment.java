package dev.yinhu.subjectrights.erasure;

/** Where in a step a node stands still. */
enum Moment {
  /** The step before it is journaled as done, and this one as begun; nothing of it happened. */
  BEGUN,
  /** All of it happened, and it is not journaled. */
  WORKED
}
