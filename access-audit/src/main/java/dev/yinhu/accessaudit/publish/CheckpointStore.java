package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** SQL over published checkpoints, which all nodes share. Times are by the database's clock. */
final class CheckpointStore {
  /**
   * A published checkpoint.
   *
   * @param age since it was published; negative when the database's clock was set back
   */
  record Row(int generation, String note, Duration age) {}

  private static final String LAST =
      "select generation, note, extract(epoch from clock_timestamp() - published_at) from"
          + " audit.checkpoint order by generation desc limit 1";

  /** The later name that an origin ends in, whatever it stands behind; null for the first one. */
  private static final String LATER_NAME =
      "substring(split_part(%s.note, E'\\n', 1) from '/(r[1-9][0-9]{0,8}(?:-[0-9a-f]{8})?)$')";

  private static final String SAME_HISTORY =
      LATER_NAME.formatted("known") + " is not distinct from " + LATER_NAME.formatted("excluded");

  /**
   * Never a smaller tree than was published, nor another name of the same number or a lower one.
   */
  private static final String PUBLISH =
      "insert into audit.checkpoint as known (generation, size, note, published_at)"
          + " select ?, ?, ?, clock_timestamp()"
          + " where not exists (select from audit.checkpoint where generation > ?)"
          + " on conflict (generation) do update set size = excluded.size, note = excluded.note,"
          + " published_at = excluded.published_at"
          + " where "
          + SAME_HISTORY
          + " and (known.size < excluded.size"
          + " or (known.size = excluded.size and known.note <> excluded.note))";

  private static final String STATE =
      "insert into audit.stated_checkpoint as known (generation, size, note) values (?, ?, ?)"
          + " on conflict (only_one) do update set generation = excluded.generation,"
          + " size = excluded.size, note = excluded.note"
          + " where known.generation < excluded.generation"
          + " or (known.generation = excluded.generation and known.size < excluded.size"
          + " and "
          + SAME_HISTORY
          + ")";

  private static final String TAKE_TURN =
      "update audit.publishing_turn set node = ?, until = clock_timestamp() + ? * interval '1 ms'"
          + " where node = ? or until < clock_timestamp()";

  private static final String END_TURN =
      "update audit.publishing_turn set until = clock_timestamp() where node = ?";

  private final DataSource dataSource;

  CheckpointStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The last one under the newest name; empty when none was ever published. */
  Optional<Row> last() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LAST);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Row(
                  row.getInt(1),
                  row.getString(2),
                  Duration.ofMillis((long) (row.getDouble(3) * 1000))))
          : Optional.empty();
    } catch (SQLException e) {
      throw new AuditUnavailable("the published checkpoint cannot be read; try again later", e);
    }
  }

  /** The largest that any node signed; empty when none ever did. */
  Optional<String> stated() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select note from audit.stated_checkpoint");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new AuditUnavailable("the stated checkpoint cannot be read; try again later", e);
    }
  }

  /**
   * Tells all nodes what this one signed; nothing happens when a larger one is known, or another
   * name of the same number: a node that kept the wrong history must not stop those that go on with
   * the right one.
   */
  void state(Statement statement) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(STATE)) {
      insert.setInt(1, statement.generation());
      insert.setLong(2, statement.size());
      insert.setString(3, statement.note());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new AuditUnavailable("the checkpoint cannot be stated; try again later", e);
    }
  }

  /** False when another node published a larger tree, or under a later name, meanwhile. */
  boolean publish(Statement statement) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(PUBLISH)) {
      insert.setInt(1, statement.generation());
      insert.setLong(2, statement.size());
      insert.setString(3, statement.note());
      insert.setInt(4, statement.generation());
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AuditUnavailable("the checkpoint cannot be published; try again later", e);
    }
  }

  /** Lets another node publish at once, if it is this node's turn. */
  void endTurn(UUID node) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(END_TURN)) {
      update.setObject(1, node);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new AuditUnavailable("the turn to publish cannot be given back", e);
    }
  }

  /** True when it is this node that publishes for so long. */
  boolean takeTurn(UUID node, Duration length) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(TAKE_TURN)) {
      update.setObject(1, node);
      update.setLong(2, length.toMillis());
      update.setObject(3, node);
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AuditUnavailable("the checkpoint cannot be published; try again later", e);
    }
  }
}
