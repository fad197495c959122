package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Redacts the files of one walk into a directory, under the names that they have below its root.
 */
public final class TreeRedaction implements FileTree.Visitor {
  private final FileRedaction redaction;
  private final Path root;
  private final Path copies;
  private final Consumer<RedactedFile> told;

  /**
   * @param root where the walk begins: a directory or a file
   * @param copies where the copy of the root goes
   * @param told of each file, in the order of the walk
   */
  public TreeRedaction(
      FileRedaction redaction, Path root, Path copies, Consumer<RedactedFile> told) {
    this.redaction = redaction;
    this.root = root;
    this.copies = copies;
    this.told = told;
  }

  @Override
  public void file(Path path, String source) {
    Path copy = path.equals(root) ? copies : copies.resolve(root.relativize(path));
    told.accept(redaction.file(path, source, copy));
  }

  @Override
  public void happened(Happening happening) {
    switch (happening) {
      case Happening.WasSkipped(String source, Happening.Why why) ->
          told.accept(new RedactedFile.LeftOut(source, why.words()));
      case Happening.WentWrong(String source, Happening.Wrong wrong, String detail) ->
          told.accept(
              new RedactedFile.Failed(
                  source, detail.isEmpty() ? wrong.words() : wrong.words() + ": " + detail));
      case Happening.WasRead _ -> {
        // A walk reads no files itself.
      }
    }
  }
}
