package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.SqlWords.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reaches into a database: PostgreSQL, MariaDB or MySQL. Each call is one transaction; a few
 * connections are kept for some seconds. Safe for use by many threads.
 */
public final class JdbcConnector implements StoreConnector, AutoCloseable {
  private static final String SECONDS = "10";
  private static final String MILLIS = "10000";

  private final JdbcSettings settings;
  private final SqlWords words;
  private final IdleConnections idle = new IdleConnections();

  /**
   * Connects to nothing yet.
   *
   * @param graph how the register says that people's rows are found
   */
  public JdbcConnector(JdbcSettings settings, DataGraph graph) {
    this.settings = settings;
    this.words = new SqlWords(settings, graph);
  }

  @Override
  public String dataset() {
    return settings.dataset();
  }

  @Override
  public Answer<Long> count(Node node, SubjectId person) {
    return with(node, person, JdbcRowStore::count);
  }

  @Override
  public Answer<Long> read(Node node, SubjectId person, Consumer<StoredRow> action) {
    return with(node, person, rows -> rows.read(action));
  }

  @Override
  public Answer<Erased> erase(Node node, SubjectId person, ErasePlan plan) {
    try {
      return with(node, person, rows -> whole(rows.planned(plan).erase()));
    } catch (RowsLeft e) {
      return new Answer.Failed<>("rows-left");
    }
  }

  @Override
  public Answer<List<Tally>> tally(Node node, SubjectId person, ErasePlan plan) {
    return with(node, person, rows -> rows.planned(plan).tally());
  }

  @Override
  public Optional<String> hindrance(Node node, SubjectId person, ErasePlan plan) {
    return switch (with(node, person, rows -> rows.planned(plan).hindrance())) {
      case Answer.Known<Optional<String>>(Optional<String> code) -> code;
      case Answer.Failed<Optional<String>>(String code) -> Optional.of(code);
    };
  }

  @Override
  public Answer<Long> remaining(Node node, SubjectId person, ErasePlan plan) {
    return with(node, person, rows -> rows.planned(plan).remaining());
  }

  @Override
  public Answer<Long> countWith(Node node, SubjectId person, FieldRef field, List<String> values) {
    return with(node, person, rows -> rows.countWith(field, values));
  }

  @Override
  public Answer<Long> change(
      Node node, SubjectId person, FieldRef field, UnaryOperator<List<String>> change) {
    return with(node, person, rows -> rows.change(field, change));
  }

  @Override
  public Answer<Long> set(Node node, SubjectId person, Map<FieldRef, Optional<String>> values) {
    return switch (erase(node, person, ErasePlan.Overwrite.with(values))) {
      case Answer.Known<Erased>(Erased changed) -> new Answer.Known<>(changed.found());
      case Answer.Failed<Erased>(String code) -> new Answer.Failed<>(code);
    };
  }

  @Override
  public Optional<String> cannotSet(
      Node node, SubjectId person, Map<FieldRef, Optional<String>> values) {
    return hindrance(node, person, ErasePlan.Overwrite.with(values));
  }

  @Override
  public Answer<Long> people(FieldRef column, Consumer<String> action) {
    return transaction(connection -> JdbcRowStore.distinct(connection, words, column, action));
  }

  private static Erased whole(Erased erased) {
    if (erased.left() > 0) {
      throw new RowsLeft();
    }
    return erased;
  }

  /** Takes the transaction back: a trigger or rule of the database kept what was to go. */
  private static final class RowsLeft extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowsLeft() {
      super("rows are left after erasing");
    }
  }

  private interface Use<T> {
    T of(JdbcRowStore rows) throws SQLException;
  }

  private <T> Answer<T> with(Node node, SubjectId person, Use<T> use) {
    if (words.subjects(node).isEmpty()) {
      return new Answer.Failed<>("found-through-another-store");
    }
    try {
      return transaction(connection -> use.of(rows(connection, node, person)));
    } catch (JdbcRowStore.IdDoesNotFit e) {
      return new Answer.Failed<>("id-does-not-fit");
    }
  }

  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private <T> Answer<T> transaction(Work<T> work) {
    try {
      Optional<Connection> kept = idle.take();
      Connection connection = kept.isPresent() ? kept.get() : open();
      T result = closedIfItFails(connection, work);
      idle.giveBack(connection);
      return new Answer.Known<>(result);
    } catch (SQLException e) {
      return new Answer.Failed<>(SqlFaults.code(settings.dataset(), e));
    }
  }

  /** What failed is taken back, and its connection with it. */
  private static <T> T closedIfItFails(Connection connection, Work<T> work) throws SQLException {
    boolean done = false;
    try {
      connection.setAutoCommit(false);
      T result = work.with(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        connection.close();
      }
    }
  }

  private JdbcRowStore rows(Connection connection, Node node, SubjectId person)
      throws SQLException {
    Map<FieldRef, Kind> kinds = kinds(connection, words.subjects(node).orElseThrow());
    SqlWords.Condition condition =
        words.condition(node, column -> kinds.getOrDefault(column, Kind.TEXT)).orElseThrow();
    return new JdbcRowStore(connection, words, node, condition, person);
  }

  /** Asked anew each time: a column may have been changed, and the question costs little. */
  private Map<FieldRef, Kind> kinds(Connection connection, List<FieldRef> columns)
      throws SQLException {
    Map<FieldRef, Kind> kinds = new HashMap<>();
    for (FieldRef column : columns) {
      if (!kinds.containsKey(column)) {
        kinds.put(column, JdbcRowStore.kind(connection, words, column, settings.isPostgres()));
      }
    }
    return kinds;
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    settings.user().ifPresent(user -> properties.setProperty("user", user));
    settings.password().ifPresent(password -> properties.setProperty("password", password));
    if (settings.isPostgres()) {
      properties.setProperty("ApplicationName", "yinhu rights");
      properties.setProperty("loginTimeout", SECONDS);
      properties.setProperty("connectTimeout", SECONDS);
      // Ids are sent as texts; the server takes them for what the column is.
      properties.setProperty("stringtype", "unspecified");
      // What a column refuses is asked anew, as it may have been changed.
      properties.setProperty("databaseMetadataCacheFields", "0");
    } else {
      properties.setProperty("connectTimeout", MILLIS);
      properties.setProperty("allowPublicKeyRetrieval", "false");
      properties.setProperty("useCursorFetch", "true");
    }
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(settings.url(), properties);
  }

  /** Closes the connections that nobody uses; those in use are closed when they are done. */
  @Override
  public void close() {
    idle.close();
  }
}
