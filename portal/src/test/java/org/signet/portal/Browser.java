package org.signet.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser does, made visible: cookies, forms with their hidden field, no redirections. */
final class Browser {
    private static final Pattern PROOF =
            Pattern.compile("name=\"proof\" value=\"([A-Za-z0-9_-]+)\"");

    private static final Pattern DRAFT =
            Pattern.compile("name=\"draft\" value=\"([A-Za-z0-9_-]+)\"");
    private static final String BOUNDARY = "----WebKitFormBoundaryx7Yq";

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final URI base;
    final Map<String, String> cookies = new LinkedHashMap<>();
    final Map<String, String> headers = new LinkedHashMap<>();

    /** The proof out of the last page that had one. */
    String proof = "";

    /** The name of the draft on the last page that had one. */
    String draft = "";

    Browser(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<String> head(String path) throws Exception {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    HttpResponse<InputStream> stream(String path) throws Exception {
        return client.send(request(path).GET().build(), BodyHandlers.ofInputStream());
    }

    /** Sends a form as a page of the portal would. */
    HttpResponse<String> submit(String path, Map<String, String> fields) throws Exception {
        Map<String, String> all = new HashMap<>(fields);
        all.putIfAbsent("proof", proof);
        return post(path, "application/x-www-form-urlencoded", encode(all));
    }

    HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** A file as a form sends it. */
    static final class FormFile {
        private final String name;
        private final String type;
        private final byte[] content;

        FormFile(String name, String type, byte[] content) {
            this.name = name;
            this.type = type;
            this.content = content.clone();
        }

        FormFile(String name, String content) {
            this(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends the page on which an answer is written; the hidden fields come from the last page. */
    HttpResponse<String> sendAnswer(String path, Map<String, String> fields, FormFile... files)
            throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("proof", proof);
        all.put("draft", draft);
        all.put("to", "");
        all.put("subject", "");
        all.put("text", "");
        all.putAll(fields);
        return sendForm(path, all, List.of(files));
    }

    HttpResponse<String> sendForm(String path, Map<String, String> fields, List<FormFile> files)
            throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(form(fields, files))));
    }

    static byte[] form(Map<String, String> fields, List<FormFile> files) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"");
            write(body, field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n");
        }
        for (FormFile file : files) {
            write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\";");
            write(body, " filename=\"" + file.name + "\"\r\n");
            write(body, "Content-Type: " + file.type + "\r\n\r\n");
            body.write(file.content);
            write(body, "\r\n");
        }
        write(body, "--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> method(String method, String path) throws Exception {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        Matcher matcher = PROOF.matcher(response.body());
        if (matcher.find()) {
            proof = matcher.group(1);
        }
        Matcher drafts = DRAFT.matcher(response.body());
        if (drafts.find()) {
            draft = drafts.group(1);
        }
        return response;
    }

    private void keep(String cookie) {
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(name.length() + 1));
        }
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
