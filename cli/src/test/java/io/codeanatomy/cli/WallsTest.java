// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls between the rooms of the house; docs/architecture.md draws them. */
class WallsTest {

  private static JavaClasses ours;

  @BeforeAll
  static void readAllModules() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.codeanatomy");
  }

  private static void check(ArchRule rule) {
    rule.check(ours);
  }

  @Test
  void theSpecKnowsNoOtherModule() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.spec..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.codeanatomy..")
                    .and(resideOutsideOfPackages("io.codeanatomy.spec.."))));
  }

  @Test
  void theDeltaModuleKnowsNoOtherModule() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.delta..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.codeanatomy..")
                    .and(resideOutsideOfPackages("io.codeanatomy.delta.."))));
  }

  @Test
  void theEngineKnowsNobodyAboveIt() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.codeanatomy.extract..", "io.codeanatomy.cli.."));
  }

  @Test
  void theExtractorDoesNotKnowTheCommand() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.extract..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.codeanatomy.cli.."));
  }

  @Test
  void theCommandReadsAndWritesTablesByWayOfTheEngineAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.codeanatomy.delta.."));
  }

  @Test
  void kernelParquetAndHadoopStayInTheDeltaModule() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.codeanatomy.delta..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.delta..", "org.apache.parquet..", "org.apache.hadoop.."));
  }

  @Test
  void duckDbStaysInItsPackage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.codeanatomy.engine.execute.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duckdb..", "java.sql.."));
  }

  @Test
  void calciteStaysInThePlan() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.codeanatomy.engine.plan..",
                "io.codeanatomy.engine.rules..",
                "io.codeanatomy.engine.function..",
                "io.codeanatomy.engine.execute.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.calcite.."));
  }

  @Test
  void onlyTheCommandPrints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.codeanatomy.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void nobodyEndsTheProcessButMain() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class));
  }

  @Test
  void nobodyBindsTheLog() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.slf4j.simple..",
                "org.slf4j.jul..",
                "ch.qos.logback..",
                "org.apache.logging..",
                "org.apache.commons.logging..",
                "java.util.logging.."));
  }

  @Test
  void textIsMadeWithALocale() {
    check(
        noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class));
    check(noClasses().should().callMethod(Locale.class, "getDefault"));
  }

  @Test
  void rulesNeitherExecuteNorPublish() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.engine.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.codeanatomy.engine.execute..",
                "io.codeanatomy.engine.publish..",
                "io.codeanatomy.engine.ingest..",
                "io.codeanatomy.engine.query..",
                "io.codeanatomy.engine.session.."));
  }

  @Test
  void thePlanKnowsNothingOfRules() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.engine.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.codeanatomy.engine.rules.."));
  }

  @Test
  void aSessionIsWhatARunIsHeldToAndNotTheRun() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.codeanatomy.engine.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.codeanatomy.engine.publish..",
                "io.codeanatomy.engine.ingest..",
                "io.codeanatomy.engine.query..",
                "io.codeanatomy.engine.execute.duckdb.."));
  }

  /** Rules that were added are found by the same way: nobody makes the engine's own by name. */
  @Test
  void onlyTheCatalogKnowsTheRulesOfTheEngine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.codeanatomy.engine.rules.builtin..")
            .and()
            .doNotHaveFullyQualifiedName("io.codeanatomy.engine.rules.RuleCatalog")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.codeanatomy.engine.rules.builtin.."));
  }

  @Test
  void thePackagesOfTheEngineDoNotGoInCircles() {
    check(slices().matching("io.codeanatomy.engine.(*)..").should().beFreeOfCycles());
  }

  @Test
  void thePackagesOfTheEngineDoNotReachBackIntoTheRunItself() {
    check(
        classes()
            .that()
            .resideInAPackage("io.codeanatomy.engine.(*)..")
            .should(
                com.tngtech.archunit.lang.conditions.ArchConditions.not(
                    dependOnClassesThat(resideInAnyPackage("io.codeanatomy.engine")))));
  }
}
