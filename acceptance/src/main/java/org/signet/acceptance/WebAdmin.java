package org.signet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** James's administration over HTTP. */
public final class WebAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    WebAdmin(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    boolean answers() throws IOException, InterruptedException {
        try {
            return call("GET", "/domains", "").statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    void createDomain(String domain) throws IOException, InterruptedException {
        expect(204, "PUT", "/domains/" + domain, "");
    }

    void createUser(String address, String password) throws IOException, InterruptedException {
        String body = JSON.createObjectNode().put("password", password).toString();
        expect(204, "PUT", "/users/" + address, body);
    }

    /** The names of the mails in a repository, such as {@code var/mail/error}. */
    public List<String> mailsIn(String repository) throws IOException, InterruptedException {
        String path = "/mailRepositories/" + encode(repository) + "/mails";
        HttpResponse<String> answer = call("GET", path, "");
        List<String> names = new ArrayList<>();
        if (answer.statusCode() == 200) {
            JSON.readTree(answer.body()).forEach(name -> names.add(name.asText()));
        } else if (answer.statusCode() != 404) {
            throw new IOException("GET " + path + " answered " + describe(answer));
        }
        return names;
    }

    /** Lets all mails of a repository be processed again, from the given processor on. */
    public void reprocess(String repository, String processor) throws Exception {
        String path = "/mailRepositories/" + encode(repository) + "/mails";
        JsonNode task = expect(201, "PATCH", path + "?action=reprocess&processor=" + processor, "");
        JsonNode end = expect(200, "GET", "/tasks/" + task.get("taskId").asText() + "/await", "");
        if (!end.path("status").asText().equals("completed")) {
            throw new IllegalStateException("Reprocessing ended as " + end);
        }
    }

    /** What all health checks say together, good or bad. */
    String health() throws IOException, InterruptedException {
        return call("GET", "/healthcheck", "").body();
    }

    private JsonNode expect(int status, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = call(method, path, body);
        if (answer.statusCode() != status) {
            throw new IOException(method + " " + path + " answered " + describe(answer));
        }
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String describe(HttpResponse<String> answer) {
        return answer.statusCode() + ": " + answer.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
