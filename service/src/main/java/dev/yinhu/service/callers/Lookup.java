package dev.yinhu.service.callers;

import java.util.concurrent.CompletionStage;

/** An authentication that is known now, or that somebody is finding out. */
public sealed interface Lookup {

  /** Known without leaving the thread. */
  record Now(Authentication authentication) implements Lookup {}

  /** Being read; the stage completes on another thread and never exceptionally. */
  record Later(CompletionStage<Authentication> authentication) implements Lookup {}
}
