package dev.yinhu.service.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records to scan. */
final class RecordOptions {
  @Option(
      names = "--jsonl",
      paramLabel = "FILE",
      description = "Scan one field of records of JSON, one a line; - is standard input.")
  private @Nullable String file;

  @Option(
      names = "--text-field",
      paramLabel = "NAME",
      defaultValue = "text",
      description = "With --jsonl: the field to scan (default: ${DEFAULT-VALUE}).")
  private String textField = "text";

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      defaultValue = "id",
      description = "With --jsonl: the field that names a record (default: ${DEFAULT-VALUE}).")
  private String idField = "id";

  /** Where they stand; empty when none are to be scanned. */
  Optional<String> file() {
    return Optional.ofNullable(file);
  }

  String textField() {
    return textField;
  }

  String idField() {
    return idField;
  }
}
