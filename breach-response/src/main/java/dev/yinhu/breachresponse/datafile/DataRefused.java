package dev.yinhu.breachresponse.datafile;

import dev.yinhu.breachresponse.BreachException;
import java.util.ArrayList;
import java.util.List;

/** Data files have problems; none of them is used. */
public final class DataRefused extends BreachException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  /**
   * @param problems each as {@code file:line: what is wrong}, at least one
   */
  public DataRefused(List<String> problems) {
    super("data files are refused; correct them:\n" + String.join("\n", problems));
    this.problems = new ArrayList<>(problems);
  }

  /** Each as {@code file:line: what is wrong}. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
