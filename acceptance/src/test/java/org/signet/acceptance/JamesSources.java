package org.signet.acceptance;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Classes that run inside of a James. What they speak is not on the class path of the tests, so
 * they are kept as resources and compiled when the tests run.
 */
public final class JamesSources {
    private JamesSources() {}

    /**
     * Compiles against the class path of a James.
     *
     * @param edition of which James, see {@link LocalSignet.James}
     * @param sources below {@code acceptance/src/test/resources}, without {@code .java}
     */
    public static void compile(Path project, String edition, Path target, String... sources)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path acceptance = project.resolve("acceptance");
        String classPath =
                Files.readString(acceptance.resolve("james-" + edition + "/target/classpath"))
                        .strip();
        List<String> options =
                List.of("-proc:none", "--release", "21", "-cp", classPath, "-d", target.toString());
        List<Path> files =
                Stream.of(sources)
                        .map(one -> acceptance.resolve("src/test/resources/" + one + ".java"))
                        .toList();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean done =
                    compiler.getTask(
                                    complaints,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call();
            if (!done) {
                throw new IOException(files + " do not compile:\n" + complaints);
            }
        }
    }
}
