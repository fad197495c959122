package dev.yinhu.piiscanner.yaml;

/**
 * One thing that is wrong with a YAML file of ours; each keeps the file from being used.
 *
 * @param file name of the source
 * @param line line, from 1
 * @param column column in code points, from 1
 * @param message what is wrong here and what to do
 */
public record YamlProblem(String file, int line, int column, String message) {
  /** One line: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
