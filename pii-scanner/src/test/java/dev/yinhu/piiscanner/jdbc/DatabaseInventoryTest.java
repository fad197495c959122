package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.piiscanner.necessity.Form;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Holdings;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judge;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.Unread;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.report.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DatabaseInventoryTest {
  private static final TableReport.Outcome DONE =
      new TableReport.Outcome.Finished(Optional.empty());
  private static final TableName USERS = new TableName("public", "users");

  @Test
  void aPartlyEncryptedColumnIsTwoHoldings() {
    Inventory inventory =
        inventory(
            Extent.WHOLE,
            table(
                USERS,
                DONE,
                false,
                column(USERS, "phone", ColumnReport.State.PARTLY_PROTECTED, 60, true)));

    HeldAt phone = HeldAt.field("shop", "users", "phone");
    assertThat(inventory.holdings())
        .containsExactly(
            Holding.plaintext(phone, new PiiType("CN_MOBILE"), Amount.full(30, 40)),
            Holding.ciphertext(phone, Amount.full(60, 100)));
    assertThat(inventory.looked())
        .contains(new Looked(Scope.collection("shop", "users"), Reach.FULL));
    assertThat(
            new Judge(Holdings.register(), FieldUse.UNKNOWN, JudgeSettings.shipped())
                .judge(inventory)
                .judged())
        .extracting(Judged::verdict)
        .extracting(Object::toString)
        .containsExactly("PLAINTEXT", "NEEDED");
  }

  @Test
  void aCopyInAnotherSchemaIsNotTakenForTheDeclaredTable() {
    TableName copy = new TableName("archive", "users");
    Inventory inventory =
        inventory(
            Extent.WHOLE,
            table(copy, DONE, false, column(copy, "phone", ColumnReport.State.PLAIN, 0, true)));

    assertThat(inventory.holdings().getFirst().place())
        .isEqualTo(HeldAt.field("shop", "archive.users", "phone"));
  }

  @Test
  void aCertainColumnIsAnItemThatIsKnownAgainWhateverStandsInIt() {
    Samples samples = new Samples(Scans.KEY);
    TableReport table =
        table(
            USERS,
            DONE,
            false,
            column(USERS, "phone", ColumnReport.State.PLAIN, 0, true),
            column(USERS, "fax", ColumnReport.State.PLAIN, 0, false));
    DatabaseReport report = new DatabaseReport("jdbc:x", Extent.WHOLE, 1, false, List.of(table));

    List<ReportItem> items = ColumnItems.of(report, "shop", "public", samples);

    assertThat(items).hasSize(1);
    assertThat(items.getFirst().place()).isEqualTo(HeldAt.field("shop", "users", "phone"));
    assertThat(items.getFirst().occurrences()).isEqualTo(30);
    assertThat(ColumnItems.of(report, "shop", "public", samples)).isEqualTo(items);
    assertThat(ColumnItems.of(report, "crm", "public", samples).getFirst().fingerprint())
        .isNotEqualTo(items.getFirst().fingerprint());
  }

  @Test
  void aSampleHasTheEstimatedTotalAndAnIncrementSaysNothingOfTheRest() {
    ColumnReport phone = column(USERS, "phone", ColumnReport.State.PLAIN, 0, true);

    Inventory sample = inventory(new Extent.Rows(100), table(USERS, DONE, true, phone));
    Inventory increment = inventory(Extent.WHOLE, table(USERS, DONE, true, phone));

    assertThat(sample.holdings().getFirst().amount())
        .isEqualTo(new Amount(30, 40, OptionalLong.of(400), Reach.SAMPLED));
    assertThat(increment.looked()).extracting(Looked::reach).containsOnly(Reach.CHANGED);
  }

  @Test
  void whatWasNotReadToTheEndIsUnreadAndUncertainFindingsAreNoHoldings() {
    Inventory inventory =
        inventory(
            Extent.WHOLE,
            table(
                USERS,
                new TableReport.Outcome.Unfinished("the connection was lost"),
                false,
                column(USERS, "phone", ColumnReport.State.PLAIN, 0, false),
                column(USERS, "photo", ColumnReport.State.BINARY, 0, false),
                column(USERS, "password", ColumnReport.State.PASSWORD_HASHES, 0, false)));

    assertThat(inventory.unread())
        .contains(
            new Unread(Scope.collection("shop", "users"), "not-finished"),
            new Unread(Scope.of(HeldAt.field("shop", "users", "photo")), "binary"));
    assertThat(inventory.holdings())
        .extracting(Holding::form)
        .containsExactly(Form.LOOKS_PROTECTED);
  }

  private static Inventory inventory(Extent extent, TableReport table) {
    DatabaseReport report = new DatabaseReport("jdbc:x", extent, 1, false, List.of(table));
    return DatabaseInventory.of(report, "shop", "public", true, Holdings.AT);
  }

  private static TableReport table(
      TableName name, TableReport.Outcome outcome, boolean sampled, ColumnReport... columns) {
    return new TableReport(
        name, outcome, 100, 1000, OptionalLong.of(1000), sampled, List.of(columns), List.of());
  }

  /** A column of 100 values, of which 30 of the 40 that were looked at are mobile numbers. */
  private static ColumnReport column(
      TableName table, String name, ColumnReport.State state, long sealed, boolean certain) {
    ColumnFinding finding =
        new ColumnFinding(
            table,
            name,
            new PiiType("CN_MOBILE"),
            40,
            30,
            30,
            Share.exact(30, 40),
            0.9,
            certain,
            List.of(),
            List.of());
    return new ColumnReport(name, "text", state, 100, 0, sealed, 0, 0, List.of(finding));
  }
}
