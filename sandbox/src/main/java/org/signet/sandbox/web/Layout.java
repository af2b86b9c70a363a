package org.signet.sandbox.web;

/** The frame of every page. */
final class Layout {
    private static final int REFRESH_SECONDS = 3;

    private Layout() {}

    static String page(String title, String section, boolean refreshing, String content) {
        String refresh =
                refreshing
                        ? "<meta http-equiv=\"refresh\" content=\"" + REFRESH_SECONDS + "\">\n"
                        : "";
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        %s<title>%s · Signet sandbox</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <header>
        <a class="brand" href="/">Signet <span>sandbox</span></a>
        <nav>%s%s</nav>
        </header>
        <main>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(
                        refresh,
                        Html.escape(title),
                        link("/", "Mail", section.equals("mail")),
                        link("/hosts", "Hosts", section.equals("hosts")),
                        content);
    }

    private static String link(String target, String text, boolean current) {
        return "<a href=\"%s\"%s>%s</a>"
                .formatted(target, current ? " aria-current=\"page\"" : "", text);
    }
}
