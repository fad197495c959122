package dev.yinhu.piiscanner.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetsFileTest {
  private static TargetsFile.Reading read(String text) {
    return TargetsFile.read("targets.yaml", Path.of("/etc/yinhu"), text);
  }

  @Test
  void databasesAreReadWithPathsFromTheFile() {
    TargetsFile.Reading reading =
        read(
            """
            version: 1
            targets:
              - name: shop
                url: jdbc:postgresql://db:5432/shop
                user: scanner
                password-file: shop.password
                tables: [public.*]
                except: public.migrations
                rows-per-second: 5000
              - {name: crm, url: "jdbc:mariadb://crm/crm"}
            """);

    assertThat(reading.problems()).isEmpty();
    ScanTarget shop = reading.targets().getFirst();
    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.rowsPerSecond()).hasValue(5000);
    assertThat(shop.database().password())
        .isEqualTo(new Password.InFile(Path.of("/etc/yinhu/shop.password")));
    assertThat(shop.database().selection().include()).hasSize(1);
    assertThat(shop.database().selection().exclude()).hasSize(1);
    assertThat(reading.targets().getLast().database().password()).isEqualTo(new Password.None());
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndNoUrlRepeated() {
    List<String> problems =
        read(
                """
                version: 2
                targets:
                  - {name: Shop, url: "jdbc:postgresql://db/shop"}
                  - {name: crm, url: "jdbc:mariadb://crm/crm?password=hunter2"}
                  - {name: crm, url: "jdbc:mariadb://crm/crm", tabels: [x]}
                  - {url: "http://x", rows-per-second: -1}
                  - {name: files, url: "jdbc:postgresql://db/x", tables: [a.b.c]}
                """)
            .problems()
            .stream()
            .map(YamlProblem::toString)
            .toList();

    assertThat(problems).hasSizeGreaterThanOrEqualTo(8);
    assertThat(problems).anyMatch(p -> p.startsWith("targets.yaml:1:") && p.contains("version 1"));
    assertThat(problems)
        .anyMatch(p -> p.startsWith("targets.yaml:3:") && p.contains("small letters"));
    assertThat(problems).anyMatch(p -> p.startsWith("targets.yaml:4:") && p.contains("password"));
    assertThat(problems).anyMatch(p -> p.contains("another database has this name"));
    assertThat(problems).anyMatch(p -> p.contains("did you mean 'tables'"));
    assertThat(problems).anyMatch(p -> p.startsWith("targets.yaml:6:") && p.contains("'name'"));
    assertThat(problems).anyMatch(p -> p.startsWith("targets.yaml:7:") && p.contains("files"));
    assertThat(problems).noneMatch(p -> p.contains("hunter2"));
  }
}
