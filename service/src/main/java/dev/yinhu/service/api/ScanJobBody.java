package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.piiscanner.task.ScanTask;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/scans}: either a path, or a database with what of it. */
record ScanJobBody(
    @Nullable String path,
    @Nullable String target,
    @Nullable List<String> tables,
    @JsonProperty("sample_rows") @Nullable Long sampleRows,
    @JsonProperty("sample_percent") @Nullable Double samplePercent,
    @Nullable Long seed) {
  private static final int LONGEST = 4_096;

  ScanJobBody {
    if ((path == null) == (target == null)) {
      throw new InvalidMember("", "either path or target");
    }
    tables = tables == null ? null : InvalidMember.requiredList(tables, "tables");
    boolean ofDatabase =
        tables != null || sampleRows != null || samplePercent != null || seed != null;
    if (path != null && (ofDatabase || path.length() > LONGEST)) {
      throw new InvalidMember(
          "path", "at most 4,096 characters, without members that are of databases");
    }
    if (path == null) {
      var _ = database(target, tables, sampleRows, samplePercent, seed);
    }
  }

  ScanTask task() {
    return path != null
        ? new ScanTask.OfFolder(path)
        : database(target, tables, sampleRows, samplePercent, seed);
  }

  private static ScanTask database(
      @Nullable String target,
      @Nullable List<String> tables,
      @Nullable Long sampleRows,
      @Nullable Double samplePercent,
      @Nullable Long seed) {
    String name = InvalidMember.required(target, "target");
    try {
      return new ScanTask.OfDatabase(name, tables, sampleRows, samplePercent, seed);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("", String.valueOf(e.getMessage()));
    }
  }
}
