package dev.yinhu.piiscanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dumps of databases; the samples are as pg_dump 17 and mysqldump 8 write them. */
final class SqlFormTest {
  private final List<String> passages = new ArrayList<>();
  private final List<Happening> happenings = new ArrayList<>();

  private final class Looking implements Watcher {
    @Override
    public void passage(String source, Passage passage) {
      String place = passage.origin().at(passage.text(), 0, 0).shown();
      passages.add(place + " " + passage.hints().names() + " " + passage.text().strip());
    }

    @Override
    public void happened(Happening happening) {
      happenings.add(happening);
    }

    @Override
    public void advanced(long bytes) {
      assertThat(bytes).isPositive();
    }
  }

  private List<String> read(String sql) {
    new FileReading(Bounds.USUAL, List.of())
        .stream(
            "dump.sql",
            new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)),
            new Looking());
    return passages;
  }

  @Test
  void linesOfCopyAreCellsOfTheirColumns() {
    read(
        """
        --
        -- PostgreSQL database dump
        --

        SET client_encoding = 'UTF8';

        COPY public."user" (id, phone, "备注") FROM stdin;
        1\t13688887777\ta\\tb
        2\t\\N\t
        \\.


        SELECT 1;
        """);

    assertThat(passages)
        .contains(
            "user.id (line 8) [id, user] 1",
            "user.phone (line 8) [phone, user] 13688887777",
            "user.备注 (line 8) [备注, user] a\tb",
            "user.id (line 9) [id, user] 2")
        .anyMatch(passage -> passage.endsWith("SELECT 1;"))
        .noneMatch(passage -> passage.contains("\\."));
    assertThat(happenings).singleElement().isInstanceOf(Happening.WasRead.class);
  }

  @Test
  void rowsOfInsertHaveTheColumnsThatItNames() {
    read(
        """
        INSERT INTO shop.users (id, "phone no", note) VALUES
          (1, '13688887777', 'it''s; (a, b)'),
          (100001, lower('A@EXAMPLE.CN'), E'a\\nb'), (3, NULL, N'王');
        DELETE FROM t;
        """);

    assertThat(passages)
        .containsExactly(
            "users.phone no (line 2) [phone no, users] 13688887777",
            "users.note (line 2) [note, users] it's; (a, b)",
            "users.id (line 3) [id, users] 100001",
            "users.phone no (line 3) [phone no, users] A@EXAMPLE.CN",
            "users.note (line 3) [note, users] a\nb",
            "users.note (line 3) [note, users] 王",
            "4:1 [] DELETE FROM t;");
  }

  @Test
  void rowsWithoutColumnsHaveThoseOfTheTable() {
    read(
        """
        -- MySQL dump 10.13
        CREATE TABLE IF NOT EXISTS `users` (
          `id` int NOT NULL, -- a comment, with a comma
          `tel` decimal(20,0) DEFAULT '0' COMMENT '手机,号',
          PRIMARY KEY (`id`), KEY `k` (`tel`)
        ) ENGINE=InnoDB;
        INSERT INTO `users` VALUES (1,'13688887777'),(2,'a\\'b');
        /*!40000 ALTER TABLE `users` ENABLE KEYS */;
        """);

    assertThat(passages)
        .contains(
            "users.tel (line 7) [tel, users] 13688887777", "users.tel (line 7) [tel, users] a'b")
        .anyMatch(passage -> passage.contains("COMMENT '手机,号'"))
        .anyMatch(passage -> passage.contains("40000 ALTER TABLE"));
  }

  @Test
  void whatIsNoDumpIsGivenAsText() {
    read(
        "CREATE FUNCTION f() AS $x$ INSERT; 'open $x$ LANGUAGE sql; -- 13688887777\n"
            + "COPY t TO stdout;");

    assertThat(passages)
        .anyMatch(passage -> passage.contains("$x$ INSERT; 'open $x$ LANGUAGE sql;"))
        .anyMatch(passage -> passage.contains("13688887777"))
        .anyMatch(passage -> passage.contains("COPY t TO stdout;"));
  }

  @Test
  void everyCharacterOfADumpThatEndsInTheMiddleIsStillGiven() {
    read("INSERT INTO t (a) VALUES ('13688887777");

    assertThat(passages).containsExactly("t.a (line 1) [a, t] 13688887777");
  }

  @Test
  void aStatementThatIsTooLongIsReadOnAsText() {
    read(
        "INSERT INTO t (a) VALUES ('x');\nSELECT '"
            + "y".repeat(SqlChars.LONGEST)
            + "13688887777';");

    assertThat(passages.getFirst()).isEqualTo("t.a (line 1) [a, t] x");
    assertThat(passages.getLast()).contains("13688887777");
    assertThat(happenings)
        .anyMatch(one ->
            one instanceof Happening.WentWrong wrong
                && wrong.wrong() == Happening.Wrong.BROKEN_FORM);
  }
}
