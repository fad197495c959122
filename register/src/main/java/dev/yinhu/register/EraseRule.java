package dev.yinhu.register;

/**
 * What becomes of a field when a person is erased and no law keeps it. A row goes when every field
 * of it is to be deleted and none is kept; else the row stays, and a field to be deleted is
 * emptied.
 */
public sealed interface EraseRule {
  /** It goes, with its row where the row can go. What holds where nothing is said. */
  EraseRule DELETE = new Delete();

  /** It goes, with its row where the row can go. */
  record Delete() implements EraseRule {}

  /** The row stays, and this field of it is emptied. */
  record Empty() implements EraseRule {}

  /**
   * The row stays, and a word that is the same for everybody stands in this field.
   *
   * @param word 1 to {@value #MAX_LENGTH} characters
   */
  record Anonymise(String word) implements EraseRule {
    /** Longest word. */
    public static final int MAX_LENGTH = 100;

    /** Checks the word; throws {@link IllegalArgumentException}. */
    public Anonymise {
      if (word.isBlank() || word.length() > MAX_LENGTH || Words.hasUnpairedSurrogate(word)) {
        throw new IllegalArgumentException(
            "the word that stands for everybody has 1 to " + MAX_LENGTH + " characters");
      }
    }
  }
}
