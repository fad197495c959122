package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import org.junit.jupiter.api.Test;

/** Which fields hold the same thing of a person. */
class SameFieldsTest {
  private static final Register REGISTER =
      Registers.parse(
          """
          dataset:
            - fides_key: shop
              collections:
                - name: users
                  yinhu: {subject: id}
                  fields:
                    - {name: id}
                    - {name: phone, data_categories: [user.contact.phone_number]}
                    - {name: fax, data_categories: [user.contact.fax_number]}
            - fides_key: crm
              collections:
                - name: people
                  yinhu: {subject: customer}
                  fields:
                    - {name: customer}
                    - name: call
                      data_categories: [user.contact]
                      yinhu: {same_as: [shop.users.phone]}
                - name: visits
                  yinhu: {subject: customer}
                  fields:
                    - {name: customer}
                    - name: call
                      data_categories: [user.contact]
                      yinhu: {same_as: [crm.people.call]}
          """);

  private static String same(String field) {
    return REGISTER.sameAs(FieldRef.parse(field)).stream().map(DeclaredField::ref).toList() + "";
  }

  @Test
  void whatIsSaidOnOneCountsForBothAndForAllThatAreJoinedByIt() {
    assertThat(same("shop.users.phone")).isEqualTo("[crm.people.call, crm.visits.call]");
    assertThat(same("crm.people.call")).isEqualTo("[shop.users.phone, crm.visits.call]");
    assertThat(same("crm.visits.call")).isEqualTo("[shop.users.phone, crm.people.call]");
    assertThat(same("shop.users.fax")).isEqualTo("[]");
    assertThat(same("shop.users.none")).isEqualTo("[]");
  }
}
