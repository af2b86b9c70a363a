package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Tokens of clouds, forges and other services, each with the form that its service documents. */
final class Secrets {
    private static final String BASE_62 = "0-9A-Za-z";
    private static final String BASE_64_URL = "0-9A-Za-z_-";
    private static final String HEX = "0-9a-f";
    private static final String DIGITS_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static final List<SensitiveType> TYPES =
            Stream.concat(
                            Stream.of(
                                    secret("github-token", "GitHub token")
                                            .token(
                                                    github("ghp_"),
                                                    github("gho_"),
                                                    github("ghu_"),
                                                    github("ghs_"),
                                                    github("ghr_"),
                                                    Token.of("github_pat_", "0-9A-Za-z_", 82, 82))
                                            .proves("CRC-32 in base 62 (fine-grained tokens: none)")
                                            .source(
                                                    "GitHub, Behind GitHub's new authentication token"
                                                            + " formats (2021)"),
                                    secret("aws-access-key-id", "AWS access key id")
                                            .finder(new AwsKeyId())
                                            .source("AWS IAM user guide, unique identifiers"),
                                    secret("aws-secret-access-key", "AWS secret access key")
                                            .levels(new Levels(0, 85, 85))
                                            .finder(new AwsSecret())
                                            .evidence(
                                                    "en",
                                                    "aws,aws_secret_access_key,aws_secret,amazon,"
                                                            + "secret_access_key,secret access key,secretaccesskey,"
                                                            + "secretkey,secret key,aws_secret_key,s3,access key id")
                                            .source("AWS IAM user guide, access keys"),
                                    secret("gcp-api-key", "Google Cloud API key")
                                            .token(Token.of("AIza", BASE_64_URL, 35, 35))
                                            .source("Google Cloud, API keys overview"),
                                    secret("gcp-oauth-secret", "Google OAuth client secret")
                                            .token(Token.of("GOCSPX-", BASE_64_URL, 28, 28))
                                            .source("Google Identity, OAuth client credentials"),
                                    secret(
                                                    "gcp-service-account",
                                                    "Google Cloud service account key")
                                            .levels(new Levels(0, 85, 85))
                                            .token(
                                                    new Token(
                                                            "",
                                                            HEX,
                                                            40,
                                                            40,
                                                            token -> Fit.PLAUSIBLE))
                                            .evidence(
                                                    "en",
                                                    "private_key_id,service_account,"
                                                            + "gserviceaccount.com,private key id")
                                            .source("Google Cloud IAM, service account key file"),
                                    secret("gitlab-token", "GitLab token")
                                            .token(
                                                    Token.of("glpat-", BASE_64_URL, 20, 300),
                                                    Token.of("gldt-", BASE_64_URL, 20, 300),
                                                    Token.of("glrt-", BASE_64_URL, 20, 300),
                                                    Token.of("glptt-", HEX, 40, 40),
                                                    Token.of("glcbt-", BASE_64_URL, 20, 300),
                                                    Token.of("glsoat-", BASE_64_URL, 20, 300),
                                                    Token.of("glft-", BASE_64_URL, 20, 300))
                                            .source("GitLab, Token overview: token prefixes"),
                                    secret("slack-token", "Slack token")
                                            .token(
                                                    slack("xoxb-"),
                                                    slack("xoxp-"),
                                                    slack("xoxa-"),
                                                    slack("xoxr-"),
                                                    slack("xoxs-"),
                                                    slack("xapp-"))
                                            .source("Slack API, token types"),
                                    secret("slack-webhook", "Slack webhook address")
                                            .finder(new SlackWebhook())
                                            .source("Slack API, incoming webhooks"),
                                    secret("stripe-key", "Stripe secret key")
                                            .token(
                                                    Token.of("sk_live_", BASE_62, 24, 247),
                                                    Token.of("sk_test_", BASE_62, 24, 247),
                                                    Token.of("rk_live_", BASE_62, 24, 247),
                                                    Token.of("rk_test_", BASE_62, 24, 247),
                                                    Token.of("whsec_", BASE_62, 32, 64))
                                            .source("Stripe, API keys; webhook signatures"),
                                    secret("npm-token", "npm access token")
                                            .token(Token.of("npm_", BASE_62, 36, 36))
                                            .source(
                                                    "npm, About access tokens; GitHub changelog 2021"),
                                    secret("twilio-key", "Twilio account or API key id")
                                            .levels(new Levels(65, 75, 85))
                                            .token(
                                                    Token.of("AC", HEX, 32, 32),
                                                    Token.of("SK", HEX, 32, 32))
                                            .evidence("en", "twilio,account sid,auth token")
                                            .source("Twilio, string identifiers (SID)"),
                                    secret("sendgrid-key", "SendGrid API key")
                                            .finder(new SendGridKey())
                                            .source("Twilio SendGrid, API keys")),
                            services())
                    .toList();

    private Secrets() {}

    private static Stream<SensitiveType> services() {
        return Stream.of(
                secret("pypi-token", "PyPI token")
                        .token(Token.of("pypi-AgEIcHlwaS5vcmc", BASE_64_URL, 50, 400))
                        .source("PyPI, API tokens; PEP 541"),
                secret("docker-token", "Docker access token")
                        .token(
                                Token.of("dckr_pat_", BASE_64_URL, 27, 27),
                                Token.of("dckr_oat_", BASE_64_URL, 32, 32))
                        .source("Docker, access tokens"),
                secret("openai-key", "OpenAI API key")
                        .token(
                                Token.proven(
                                        "sk-",
                                        BASE_64_URL,
                                        40,
                                        250,
                                        token -> token.contains("T3BlbkFJ")))
                        .source("OpenAI, API keys"),
                secret("anthropic-key", "Anthropic API key")
                        .token(
                                Token.of("sk-ant-api03-", BASE_64_URL, 80, 120),
                                Token.of("sk-ant-admin01-", BASE_64_URL, 80, 120))
                        .source("Anthropic, API keys"),
                secret("huggingface-token", "Hugging Face token")
                        .token(Token.of("hf_", BASE_62, 34, 40))
                        .source("Hugging Face, user access tokens"),
                secret("digitalocean-token", "DigitalOcean token")
                        .token(
                                Token.of("dop_v1_", HEX, 64, 64),
                                Token.of("doo_v1_", HEX, 64, 64),
                                Token.of("dor_v1_", HEX, 64, 64))
                        .source("DigitalOcean, token prefixes (2022)"),
                secret("shopify-token", "Shopify token")
                        .token(
                                Token.of("shpat_", "0-9a-fA-F", 32, 32),
                                Token.of("shpca_", "0-9a-fA-F", 32, 32),
                                Token.of("shppa_", "0-9a-fA-F", 32, 32),
                                Token.of("shpss_", "0-9a-fA-F", 32, 32))
                        .source("Shopify, changelog: new format of access tokens"),
                secret("mailgun-key", "Mailgun or Mailchimp key")
                        .token(
                                Token.of("key-", HEX, 32, 32),
                                Token.proven(
                                        "",
                                        "0-9a-us-",
                                        36,
                                        37,
                                        token -> token.matches("[0-9a-f]{32}-us[0-9]{1,2}")))
                        .source("Mailgun, API authentication; Mailchimp, API keys"),
                secret("databricks-token", "Databricks token")
                        .token(Token.of("dapi", "0-9a-f-", 32, 34))
                        .source("Databricks, personal access tokens"),
                secret("grafana-token", "Grafana service account token")
                        .token(Token.of("glsa_", "0-9A-Za-z_", 41, 41))
                        .source("Grafana, service account tokens"),
                secret("newrelic-key", "New Relic or Postman key")
                        .token(
                                Token.of("NRAK-", "0-9A-Z", 27, 27),
                                Token.of("PMAK-", "0-9a-f-", 59, 59))
                        .source("New Relic, API keys; Postman, API authentication"),
                secret("age-secret-key", "age secret key")
                        .token(Token.of("AGE-SECRET-KEY-1", "0-9A-Z", 58, 58))
                        .source("age specification v1, X25519 identities"));
    }

    private static SensitiveType.Builder secret(String id, String name) {
        return type(id, name).family(Family.SECRET).rank(Rank.UNMISTAKABLE).levels(Levels.SURE);
    }

    private static Token github(String prefix) {
        return Token.proven(prefix, BASE_62, 36, 36, Secrets::endsInCrc);
    }

    private static Token slack(String prefix) {
        return Token.of(prefix, "0-9A-Za-z-", 24, 250);
    }

    /** Thirty random characters, and their CRC-32 in six digits of base 62. */
    static boolean endsInCrc(String token) {
        int checksum = token.length() - 6;
        CRC32 crc = new CRC32();
        crc.update(token.substring(checksum - 30, checksum).getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        for (int i = token.length() - 1; i >= checksum; i--) {
            if (token.charAt(i) != DIGITS_62.charAt((int) (rest % 62))) {
                return false;
            }
            rest /= 62;
        }
        return true;
    }
}
