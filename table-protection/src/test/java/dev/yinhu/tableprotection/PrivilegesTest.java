package dev.yinhu.tableprotection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user of the database who may not do all: told before anything is tried, and which right. */
class PrivilegesTest {
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  /** A user of the table's database with the same password as the owner, and no rights. */
  private String user(Users users) {
    Shop shop = users.shop;
    String name = "clerk_" + shop.schema;
    if (shop.postgres()) {
      String password = workshop.database.connectionInfo().password();
      shop.run(
          "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password),
          "GRANT USAGE ON SCHEMA %s TO %s".formatted(shop.schema, name));
    } else {
      shop.run("CREATE USER '%s'@'%%' IDENTIFIED BY 'not-a-secret'".formatted(name));
    }
    return name;
  }

  private static String quoted(Shop shop, String user) {
    return shop.postgres() ? user : "'" + user + "'@'%'";
  }

  private static ProtectionJob as(ProtectionJob job, String user) {
    Target target = job.target();
    return new ProtectionJob(
        job.name(),
        new Target(
            target.url(),
            Optional.of(user),
            target.passwordFile(),
            target.schema(),
            target.table()),
        job.caller(),
        job.key(),
        job.subject(),
        job.columns(),
        job.compounds(),
        job.batchRows(),
        job.rowsPerSecond());
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void theMissingRightIsNamed(Shop.Server server) throws InterruptedException {
    Users users = Users.on(server, workshop);
    users.insert(Users.people(30));
    String user = user(users);
    String grantee = quoted(users.shop, user);
    users.shop.run("GRANT SELECT (id, phone_ct) ON users TO " + grantee);
    ProtectionJob job = as(users.phones(), user);

    assertThat(String.join("; ", workshop.protection.check(job, Duration.ZERO).errors()))
        .contains("UPDATE column 'phone_ct'")
        .contains(users.shop.postgres() ? "SELECT column 'phone'" : "no column 'phone'");

    users.shop.run("GRANT SELECT ON users TO " + grantee);
    assertThat(workshop.protection.check(job, Duration.ZERO).errors())
        .singleElement()
        .asString()
        .contains("may not UPDATE column 'phone_ct' of table " + users.shop.schema + ".users");
    assertThatThrownBy(() -> workshop.run(job, Phase.BACKFILL))
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("UPDATE column 'phone_ct'");

    users.shop.run("GRANT UPDATE (phone_ct) ON users TO " + grantee);
    assertThat(workshop.run(job, Phase.BACKFILL).counts().of(Counted.WRITTEN)).isEqualTo(30);
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
    assertThatThrownBy(() -> workshop.run(job, Phase.CLEAR))
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("UPDATE column 'phone'");
    assertThat(users.shop.count("users WHERE phone IS NULL")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aRightThatIsTakenAwayMeanwhileEndsTheRun(Shop.Server server) {
    Users users = Users.on(server, workshop);
    users.insert(Users.people(400));
    String user = user(users);
    String grantee = quoted(users.shop, user);
    users.shop.run("GRANT SELECT, UPDATE ON users TO " + grantee);
    ProtectionJob job = as(users.phones(), user);
    Watcher thief =
        new Watcher() {
          private boolean done;

          @Override
          public void begin(Phase phase, int pass, long estimatedRows) {}

          @Override
          public void advance(long rows) {
            if (!done) {
              done = true;
              users.shop.run("REVOKE UPDATE ON users FROM " + grantee);
            }
          }

          @Override
          public boolean stopping() {
            return false;
          }
        };

    assertThatThrownBy(() -> workshop.protection.run(job, Phase.BACKFILL, thief))
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("SELECT and UPDATE")
        .hasMessageNotContaining("139100");
    long sealed = users.shop.count("users WHERE phone_ct IS NOT NULL");
    assertThat(sealed).isBetween(50L, 399L);
    users.shop.run("GRANT UPDATE ON users TO " + grantee);
    assertThat(workshop.run(job, Phase.BACKFILL).clean()).isTrue();
    assertThat(users.shop.count("users WHERE phone_ct IS NULL")).isZero();
  }
}
