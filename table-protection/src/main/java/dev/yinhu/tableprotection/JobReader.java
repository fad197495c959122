package dev.yinhu.tableprotection;

import dev.yinhu.register.CallerName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a job file strictly: all problems at once, each with its place (docs/protect.md). */
public final class JobReader {
  /** Items that one request to field access may have; the largest batch has as many. */
  static final int MOST_VALUES = 1_000;

  private static final int USUAL_VALUES = 500;
  private static final int MOST_RATE = 10_000_000;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Pattern JOB_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final List<String> DATABASES =
      List.of("jdbc:postgresql:", "jdbc:mysql:", "jdbc:mariadb:");
  private static final Pattern PASSWORD = Pattern.compile("(?i)[?&](password|user)=|//[^/?]*@");

  private final String file;
  private final List<String> problems = new ArrayList<>();

  private JobReader(String file) {
    this.file = file;
  }

  /**
   * Reads.
   *
   * @param file its name, for messages
   * @param directory against which the path of the password file is resolved
   */
  public static JobReading read(String file, String text, Path directory) {
    JobReader reader = new JobReader(file);
    Optional<ProtectionJob> job = reader.root(text).map(root -> reader.job(root, directory));
    return new JobReading(
        reader.problems.isEmpty() ? job : Optional.empty(), List.copyOf(reader.problems));
  }

  private Optional<JobNode> root(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MOST_CHARACTERS)
            .setAllowDuplicateKeys(true)
            .build();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isPresent() && node.get() instanceof MappingNode mapping) {
        return Optional.of(new JobNode(file, mapping, problems));
      }
      problems.add(JobNode.at(file, Optional.empty()) + "a job is a mapping: see docs/protect.md");
    } catch (MarkedYamlEngineException e) {
      problems.add(JobNode.at(file, e.getProblemMark()) + "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      problems.add(JobNode.at(file, Optional.empty()) + "this is not YAML");
    }
    return Optional.empty();
  }

  private ProtectionJob job(JobNode root, Path directory) {
    String name = root.required("name", "a name by which its progress is kept");
    if (!JOB_NAME.matcher(name).matches() && !name.equals(JobNode.MISSING)) {
      root.problem("name", "a job's name has lower-case letters, digits and . _ -, at most 64");
    }
    Target target = target(root, directory);
    Optional<CallerName> caller =
        root.parsed("as", "the caller under whose rights it runs", CallerName::new);
    List<String> key = root.texts("key");
    if (key.isEmpty()) {
      root.problem("key", "'key' is missing: name the columns of a unique key");
    }
    Optional<String> subject = root.text("subject");
    List<ProtectedColumn> columns =
        root.maps("columns").stream().map(ColumnReader::column).toList();
    if (columns.isEmpty()) {
      root.problem("columns", "'columns' is missing: list what is to be protected");
    }
    List<CompoundColumn> compounds =
        root.maps("compounds").stream().map(ColumnReader::compound).toList();
    ColumnReader.checkDistinct(root, key, subject, columns, compounds);
    int most = Math.max(1, MOST_VALUES / Math.max(1, columns.size()));
    int usual = Math.max(1, USUAL_VALUES * 2 / Math.max(1, columns.size()));
    int rows = root.number("batch_rows", 1, most).orElse(usual);
    var rate = root.number("rows_per_second", 1, MOST_RATE);
    root.refuseOthers();
    return new ProtectionJob(
        name,
        target,
        caller.orElseGet(() -> new CallerName("unknown")),
        key,
        subject,
        columns,
        compounds,
        rows,
        rate);
  }

  private static Optional<Path> path(JobNode root, Path directory, String name) {
    try {
      return Optional.of(directory.resolve(name));
    } catch (InvalidPathException e) {
      root.problem("password_file", "'password_file' is no path");
      return Optional.empty();
    }
  }

  private static Target target(JobNode root, Path directory) {
    String url = root.required("url", "the JDBC URL of the database");
    if (!url.equals(JobNode.MISSING) && DATABASES.stream().noneMatch(url::startsWith)) {
      root.problem("url", "the URL starts with one of " + String.join(", ", DATABASES));
    }
    if (PASSWORD.matcher(url).find()) {
      root.problem("url", "no user or password in the URL: write 'user' and 'password_file'");
    }
    String table = root.required("table", "schema.table");
    int dot = table.indexOf('.');
    if (!table.equals(JobNode.MISSING) && (dot < 1 || dot == table.length() - 1)) {
      root.problem("table", "name the table with its schema, as in shop.users");
    }
    return new Target(
        url,
        root.text("user"),
        root.text("password_file").flatMap(name -> path(root, directory, name)),
        table.substring(0, Math.max(0, dot)),
        table.substring(dot + 1));
  }
}
