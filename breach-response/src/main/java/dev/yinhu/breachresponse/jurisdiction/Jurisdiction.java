package dev.yinhu.breachresponse.jurisdiction;

import java.util.List;

/** What one law, or one body of laws, asks. */
record Jurisdiction(String key, List<Duty> duties) {
  Jurisdiction {
    duties = List.copyOf(duties);
  }
}
