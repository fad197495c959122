package dev.yinhu.register;

/**
 * One file of a register, as it was written.
 *
 * @param name how problems name it, normally the file name
 * @param text the YAML text
 */
public record RegisterSource(String name, String text) {
  /** Names the source and its length; the text is too long to print. */
  @Override
  public String toString() {
    return "RegisterSource[" + name + ", " + text.length() + " characters]";
  }
}
