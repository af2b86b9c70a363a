package org.signet.parity;

import com.google.common.collect.ImmutableList;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.impl.MailetConfigImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.GenericMailet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.inject.Inject;
import javax.mail.MessagingException;

/** Tries to start another mailet with its own parameters, and writes down what came of it. */
public final class StartProbe extends GenericMailet {
    private final MailetLoader loader;

    @Inject
    public StartProbe(MailetLoader loader) {
        this.loader = loader;
    }

    @Override
    public void init() throws MessagingException {
        String token = getInitParameter("probe-case");
        String result = "started";
        try {
            Mailet mailet = loader.getMailet(others());
            mailet.destroy();
        } catch (MessagingException | RuntimeException e) {
            result = "refused: " + innermost(e);
        }
        try {
            Path folder =
                    Files.createDirectories(
                            Path.of(System.getProperty("working.directory"), "recorded"));
            Files.writeString(
                    folder.resolve("start-" + token + ".mail"),
                    "as=start\ncase="
                            + token
                            + "\nresult="
                            + result.replaceAll("\\s+", " ")
                            + "\n\n");
        } catch (IOException e) {
            throw new MessagingException("Could not record the start", e);
        }
    }

    private MailetConfigImpl others() {
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        for (String name : ImmutableList.copyOf(getInitParameterNames())) {
            if (!name.startsWith("probe-")) {
                configuration.addProperty(name.replace(".", ".."), getInitParameter(name));
            }
        }
        MailetConfigImpl config = new MailetConfigImpl();
        config.setMailetName(getInitParameter("probe-class"));
        config.setMailetContext(getMailetContext());
        config.setConfiguration(configuration);
        return config;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void service(Mail mail) {
        mail.setState(Mail.GHOST);
    }
}
