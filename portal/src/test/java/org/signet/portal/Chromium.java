package org.signet.portal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page of a real Chromium, driven over its DevTools protocol. */
final class Chromium {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();

    /**
     * How the page is looked at.
     *
     * @param languages as in Accept-Language
     */
    record Screen(int width, int height, boolean phone, boolean dark, String languages) {}

    private Chromium(Process process, URI page) throws Exception {
        this.process = process;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(page, new Messages())
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static Chromium start(Path profile, Screen screen) throws Exception {
        Process process = launch(profile);
        try {
            Chromium chromium = new Chromium(process, page(devTools(process)));
            chromium.call("Page.enable", Map.of());
            chromium.show(screen);
            return chromium;
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Process launch(Path profile) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program().toString());
        command.addAll(
                List.of(
                        "--headless=new",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--no-first-run",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    /** The program, or a skipped test. */
    private static Path program() {
        Optional<Path> found =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(
                                directory ->
                                        List.of("chromium", "chromium-browser", "google-chrome")
                                                .stream()
                                                .map(name -> Path.of(directory, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(found.isPresent(), "no Chromium in PATH (Debian package: chromium)");
        return found.orElseThrow();
    }

    private static URI devTools(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> output.lines().forEach(later -> {}));
                return URI.create(line.substring(LISTENING.length()).strip());
            }
        }
        return Assumptions.abort("Chromium does not start here: " + said);
    }

    private static URI page(URI browser) throws Exception {
        URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer =
                    client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                            .body();
            for (JsonNode target : JSON.readTree(answer)) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
            throw new IOException("Chromium has no page: " + answer);
        }
    }

    private void show(Screen screen) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        screen.width(),
                        "height",
                        screen.height(),
                        "deviceScaleFactor",
                        screen.phone() ? 2 : 1,
                        "mobile",
                        screen.phone()));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        screen.dark() ? "dark" : "light"))));
        call(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", "Chromium", "acceptLanguage", screen.languages()));
        scripts(false);
    }

    /** Whether scripts of pages run; what this class evaluates runs always, timers do not. */
    private void scripts(boolean run) throws Exception {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** Goes to an address and waits until it is loaded. */
    void open(String url) throws Exception {
        loads.clear();
        call("Page.navigate", Map.of("url", url));
        loaded();
    }

    /** Presses what a selector names, and waits for the next page. */
    void press(String selector) throws Exception {
        loads.clear();
        evaluate("document.querySelector(" + quote(selector) + ").click()");
        loaded();
    }

    void type(String selector, String text) throws Exception {
        evaluate("document.querySelector(" + quote(selector) + ").value = " + quote(text));
    }

    void choose(String selector, Path file) throws Exception {
        JsonNode document = call("DOM.getDocument", Map.of());
        JsonNode node =
                call(
                        "DOM.querySelector",
                        Map.of(
                                "nodeId",
                                document.path("root").path("nodeId").asInt(),
                                "selector",
                                selector));
        call(
                "DOM.setFileInputFiles",
                Map.of("nodeId", node.path("nodeId").asInt(), "files", List.of(file.toString())));
    }

    String text() throws Exception {
        return evaluate("document.body.innerText").asText();
    }

    /** What axe-core finds against WCAG 2.2 AA and its own advice; one line for each finding. */
    List<String> complaints(String axe) throws Exception {
        scripts(true);
        evaluate(axe + ";0");
        String found =
                evaluate(
                                """
                                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',
                                    'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false})
                                  .then(r => JSON.stringify(r.violations.map(v => v.id + ': ' +
                                      v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))))
                                """)
                        .asText();
        scripts(false);
        List<String> complaints = new ArrayList<>();
        JSON.readTree(found).forEach(each -> complaints.add(each.asText()));
        return complaints;
    }

    JsonNode evaluate(String script) throws Exception {
        JsonNode result =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                script,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true,
                                "userGesture",
                                true));
        if (result.has("exceptionDetails")) {
            throw new IOException("the page's script failed: " + result);
        }
        return result.path("result").path("value");
    }

    /** The whole page as PNG. */
    byte[] picture() throws Exception {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        Map<String, Object> clip =
                Map.of(
                        "x",
                        0,
                        "y",
                        0,
                        "width",
                        size.path("width").asDouble(),
                        "height",
                        size.path("height").asDouble(),
                        "scale",
                        1);
        JsonNode shot =
                call(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        return Base64.getDecoder().decode(shot.path("data").asText());
    }

    private static String quote(String text) throws IOException {
        return JSON.writeValueAsString(text);
    }

    private void loaded() throws InterruptedException {
        if (loads.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) == null) {
            throw new AssertionError("the page did not load within " + PATIENCE);
        }
    }

    private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        socket.sendText(
                        JSON.writeValueAsString(
                                Map.of("id", number, "method", method, "params", parameters)),
                        true)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String message) {
            try {
                JsonNode json = JSON.readTree(message);
                CompletableFuture<JsonNode> answer = answers.remove(json.path("id").asInt());
                if (answer == null) {
                    if (json.path("method").asText().equals("Page.loadEventFired")) {
                        loads.add(message);
                    }
                } else if (json.has("error")) {
                    answer.completeExceptionally(new IOException(json.path("error").toString()));
                } else {
                    answer.complete(json.path("result"));
                }
            } catch (IOException e) {
                answers.values().forEach(waiting -> waiting.completeExceptionally(e));
            }
        }
    }

    void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
