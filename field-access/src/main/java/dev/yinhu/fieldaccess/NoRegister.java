package dev.yinhu.fieldaccess;

/** No register was applied yet, so nothing is declared and nothing allowed. */
public final class NoRegister extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoRegister() {
    super("no register is in force yet: apply one with 'yinhu register apply FILE'");
  }
}
