package dev.yinhu.service;

import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.OpenedFile;
import dev.yinhu.crypto.ShapeOpened;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.channel.Outgoing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;

/**
 * The walls between the rooms (ARCHITECTURE.md), as far as Maven's modules are not walls already.
 */
@AnalyzeClasses(packages = "dev.yinhu", importOptions = RoomsTest.OnlyMainCode.class)
class RoomsTest {

  /** Without test classes and the test jars of other modules. */
  static final class OnlyMainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule onlyTheServiceKnowsVertx =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.yinhu.service..", "dev.yinhu.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  /** What comes of opening an envelope is an Opened, so nobody else can use {@code open}. */
  @ArchTest
  static final ArchRule onlyFieldAccessSeesPlaintext =
      noClasses()
          .that(resideOutsideOfPackages("dev.yinhu.fieldaccess..", "dev.yinhu.crypto.."))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Opened.class);

  /** The same of values that keep their shape. */
  @ArchTest
  static final ArchRule onlyFieldAccessSeesShapedValues =
      noClasses()
          .that(resideOutsideOfPackages("dev.yinhu.fieldaccess..", "dev.yinhu.crypto.."))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ShapeOpened.class);

  /** Comparing tells whether a guess is right and counts against no limit: never over the wire. */
  @ArchTest
  static final ArchRule onlyTableProtectionCompares =
      noClasses()
          .that(resideOutsideOfPackages("dev.yinhu.fieldaccess..", "dev.yinhu.tableprotection.."))
          .should()
          .callMethodWhere(
              target(owner(assignableTo(FieldAccess.class))).and(target(name("compare"))));

  /** The same of files. */
  @ArchTest
  static final ArchRule onlyFieldAccessSeesFiles =
      noClasses()
          .that(resideOutsideOfPackages("dev.yinhu.fieldaccess..", "dev.yinhu.crypto.."))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(OpenedFile.class);

  @ArchTest
  static final ArchRule registerDependsOnNothingOfOurs =
      classes()
          .that()
          .resideInAPackage("dev.yinhu.register..")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("dev.yinhu.register..").or(resideOutsideOfPackages("dev.yinhu..")));

  @ArchTest
  static final ArchRule databaseKnowsNobody =
      classes()
          .that()
          .resideInAPackage("dev.yinhu.database..")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("dev.yinhu.database..").or(resideOutsideOfPackages("dev.yinhu..")));

  /**
   * SQL runs through JDBC statements and JDBI handles; only stores use them. Others may hand the
   * handle of a transaction on from store to store.
   */
  @ArchTest
  static final ArchRule sqlStandsInStoresOnly =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .resideOutsideOfPackages("dev.yinhu.database..", "dev.yinhu.benchmarks..")
          .and(
              DescribedPredicate.describe(
                  "are not inside a store",
                  c ->
                      c.getEnclosingClass()
                          .map(e -> !e.getSimpleName().endsWith("Store"))
                          .orElse(true)))
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.sql.PreparedStatement")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.sql.Statement")
          .orShould()
          .accessClassesThat()
          .haveFullyQualifiedName("org.jdbi.v3.core.Handle");

  /** Regulators are told by people: nothing that knows reports or duties can send anything. */
  @ArchTest
  static final ArchRule nothingIsSentToRegulators =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.yinhu.breachresponse.report..", "dev.yinhu.breachresponse.jurisdiction..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "dev.yinhu.notices..",
                      "dev.yinhu.breachresponse.tell..",
                      "java.net.http..",
                      "java.nio.channels..",
                      "jakarta.mail..",
                      "io.vertx..")
                  .and(doNot(assignableTo(Language.class))));

  /** Of breach response only one room puts notices into the outbox, with the drill mark. */
  @ArchTest
  static final ArchRule onlyTellingTellsPeopleOfIncidents =
      noClasses()
          .that()
          .resideInAPackage("dev.yinhu.breachresponse..")
          .and()
          .resideOutsideOfPackage("dev.yinhu.breachresponse.tell..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.yinhu.notices.Notice");

  /** What a sender takes is made in one place, which refuses drills. */
  @ArchTest
  static final ArchRule whatIsSentIsMadeInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.yinhu.notices.Delivery")
          .should()
          .callMethodWhere(target(owner(assignableTo(Outgoing.class))).and(target(name("of"))));

  @ArchTest
  static final ArchRule timeComesFromOutside =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(Random.class);

  /** The one place where the machine's clock comes in. */
  @ArchTest
  static final ArchRule onlyMainTakesTheMachinesClock =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.yinhu.benchmarks..")
          .and()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule noReflectionMagicInjection =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.inject..", "jakarta.inject..", "com.google.inject..");
}
