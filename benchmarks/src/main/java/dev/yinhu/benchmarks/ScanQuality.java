package dev.yinhu.benchmarks;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.quality.LabelledCorpus;
import dev.yinhu.piiscanner.quality.Quality;
import java.time.InstantSource;
import java.util.List;

/**
 * How much of the labelled corpora the scanner as it ships finds, by type, Chinese and English
 * texts apart, beside what it is to reach. Corpora name only some types, so one of 0 true values
 * says nothing of its type.
 */
final class ScanQuality {
  private static final List<String> CHINESE = List.of("cn-dev", "cn-other");
  private static final List<String> ENGLISH = List.of("intl");

  private ScanQuality() {}

  static void main() {
    PiiEngine engine = PiiEngine.standard(InstantSource.system());
    print("Chinese", CHINESE, engine);
    print("English", ENGLISH, engine);
    System.out.println(
        "targets: ID, USCC, card, IMEI, VIN, mobile, e-mail, IP, MAC, IBAN P and R 0.99;"
            + " PERSON_NAME P 0.90, R 0.80; CN_ADDRESS F1@0.5 0.88; others F1 0.93;"
            + " negatives clean 0.995");
  }

  private static void print(String language, List<String> corpora, PiiEngine engine) {
    System.out.println("scan-quality, " + language);
    for (String corpus : corpora) {
      System.out.println(Quality.of(LabelledCorpus.read(corpus), engine).table());
    }
  }
}
