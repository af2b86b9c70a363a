package org.signet.acceptance.parity;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The mailets that look on in James 3.8.1. They speak its {@code javax.mail}, which is not on the
 * class path of the tests, so they are compiled when the tests run.
 */
final class Recorders {
    private static final String SOURCES =
            "acceptance/src/test/resources/parity/org/signet/parity/%s.java";

    private Recorders() {}

    static void compile(Path project, Path target) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath =
                Files.readString(project.resolve("acceptance/james-3.8/target/classpath")).strip();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done =
                    compiler.getTask(
                                    complaints,
                                    files,
                                    null,
                                    List.of(
                                            "-proc:none",
                                            "--release",
                                            "21",
                                            "-cp",
                                            classPath,
                                            "-d",
                                            target.toString()),
                                    null,
                                    files.getJavaFileObjects(
                                            project.resolve(SOURCES.formatted("Recorder")),
                                            project.resolve(SOURCES.formatted("QueueWatch")),
                                            project.resolve(SOURCES.formatted("StartProbe"))))
                            .call();
            if (!done) {
                throw new IOException("The recording mailets do not compile:\n" + complaints);
            }
        }
    }
}
