package dev.yinhu.fieldaccess;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import java.util.Map;
import java.util.Set;

/**
 * What people have decided about their data: to which purposes they consent, and what they had
 * restricted. Safe for use by many threads.
 */
public interface PersonsWill {
  /** Nobody has decided anything. */
  PersonsWill NONE =
      new PersonsWill() {
        @Override
        public Map<String, ConsentState> consents(Purpose purpose, Set<String> references) {
          return Map.of();
        }

        @Override
        public boolean restricts(String reference, FieldRef field) {
          return false;
        }
      };

  /**
   * How the consent of these people to the purpose stands at this moment, over all nodes. Asked
   * once in each request that reads or searches for a purpose whose legal basis is consent, and in
   * no other. Blocks.
   *
   * @param references of the people, none twice
   * @return by reference; who is not there has never been recorded as giving or withdrawing it
   */
  Map<String, ConsentState> consents(Purpose purpose, Set<String> references);

  /**
   * Whether the person had the processing of the field restricted, so that it is read for legal
   * duties only. Asked for each item that is read: never blocks.
   */
  boolean restricts(String reference, FieldRef field);
}
