package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseTargetTest {
  private static DatabaseTarget target(String url) {
    return new DatabaseTarget(url, Optional.empty(), new Password.None(), TableSelection.ALL);
  }

  @Test
  void theDatabaseIsCalledAsItsUrlCallsIt() {
    assertThat(target("jdbc:postgresql://h:5432/shop?ssl=true").database()).isEqualTo("shop");
    assertThat(target("jdbc:mariadb://u@h/crm").database()).isEqualTo("crm");
    assertThat(target("jdbc:mysql://h:3306").database()).isEmpty();
    assertThat(target("jdbc:h2:mem:shop").database()).isEmpty();
  }

  @Test
  void tablesStandBareInTheSchemaThatIsHome() {
    assertThat(target("jdbc:postgresql://h/shop").home()).isEqualTo("public");
    assertThat(target("jdbc:mysql://h/shop").home()).isEqualTo("shop");
    assertThat(target("jdbc:h2:mem:shop").home()).isEmpty();
  }
}
