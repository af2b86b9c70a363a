package org.signet.extension;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;

/** Where protocol, cryptography and James may be, as the module graph alone cannot say it. */
class ShellsStayThinTest {
    private static final String[] SHELLS = {"org.signet.mailets..", "org.signet.matchers.."};
    private static final String[] CORES = {
        "org.signet.classification..",
        "org.signet.smime..",
        "org.signet.rights..",
        "org.signet.transport..",
        "org.signet.portal.."
    };

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.signet");
    }

    @Test
    void shellsShouldKnowNoCryptographyAndNoProtocol() {
        noClasses()
                .that()
                .resideInAnyPackage(SHELLS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bouncycastle..",
                        "com.google.crypto..",
                        "javax.crypto..",
                        "java.security.cert..",
                        "java.security.interfaces..",
                        "javax.net..",
                        "org.xbill..",
                        "io.helidon..",
                        "org.jsoup..",
                        "java.sql..",
                        "org.jdbi..",
                        "org.h2..")
                .check(classes);
    }

    @Test
    void shellsShouldOpenNoSockets() {
        noClasses()
                .that()
                .resideInAnyPackage(SHELLS)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .check(classes);
    }

    @Test
    void coresShouldKnowNeitherJamesNorJakartaMail() {
        noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(
                                        "org.apache.james..",
                                        "org.apache.mailet..",
                                        "jakarta..",
                                        "javax.mail..",
                                        "com.google.inject..")
                                .and(
                                        not(
                                                JavaClass.Predicates.resideInAPackage(
                                                        "org.apache.james.mime4j.."))))
                .check(classes);
    }

    @Test
    void coresShouldTakeTheTimeFromAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .callMethod(Instant.class, "now")
                .check(classes);
    }
}
