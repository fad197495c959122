package dev.yinhu.piiscanner.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.yinhu.piiscanner.jdbc.Extent;
import dev.yinhu.piiscanner.jdbc.TablePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants to have scanned. Its JSON stands in the job and is told as it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(ScanTask.OfFolder.class),
  @JsonSubTypes.Type(ScanTask.OfDatabase.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ScanTask {
  /** Most tables that a task names. */
  int MOST_TABLES = 1_000;

  /** As it stands in a job. */
  default String json() {
    return TaskJson.write(this);
  }

  /**
   * A folder or file.
   *
   * @param path below the allowed root, with slashes; empty for all of it
   */
  record OfFolder(String path) implements ScanTask {}

  /**
   * A database of the configuration.
   *
   * @param target its name there
   * @param tables patterns such as {@code public.orders} among those of the target; null: all
   * @param sampleRows about so many rows of each table; null: not bounded so
   * @param samplePercent each row with this probability; null: not bounded so
   * @param seed of the sample; null: 1
   */
  record OfDatabase(
      String target,
      @Nullable List<String> tables,
      @Nullable Long sampleRows,
      @Nullable Double samplePercent,
      @Nullable Long seed)
      implements ScanTask {
    /** Checks all of it; throws {@link IllegalArgumentException} saying what is expected. */
    public OfDatabase {
      tables = tables == null ? null : List.copyOf(tables);
      if (tables != null && (tables.isEmpty() || tables.size() > MOST_TABLES)) {
        throw new IllegalArgumentException("1 to " + MOST_TABLES + " patterns of tables");
      }
      if (sampleRows != null && samplePercent != null) {
        throw new IllegalArgumentException("a sample in rows or in percent, not both");
      }
      var _ = patterns(tables);
      var _ = extent(sampleRows, samplePercent);
    }

    List<TablePattern> patterns() {
      return patterns(tables);
    }

    Extent extent() {
      return extent(sampleRows, samplePercent);
    }

    private static List<TablePattern> patterns(@Nullable List<String> tables) {
      return tables == null ? List.of() : tables.stream().map(TablePattern::parse).toList();
    }

    private static Extent extent(@Nullable Long rows, @Nullable Double percent) {
      if (rows != null) {
        return new Extent.Rows(rows);
      }
      return percent == null ? Extent.WHOLE : new Extent.Percent(percent);
    }
  }
}
