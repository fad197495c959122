package dev.yinhu.accessaudit.signal;

/** Is told of warnings, on the node that evaluates. */
@FunctionalInterface
public interface SignalListener {
  /**
   * A warning is open and was not before: it is new, more severe than it was, or its snooze is
   * over. Called after the commit, on the thread that follows the log: be quick. Not repeated when
   * the process dies in between; who must not miss one reads {@link SignalBook#warnings} from the
   * last {@link SignalWarning#change} on. What it throws is logged.
   */
  void opened(SignalWarning warning);
}
