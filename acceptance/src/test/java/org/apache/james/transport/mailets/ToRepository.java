package org.apache.james.transport.mailets;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;

/**
 * Stand-in for the mailet that Maven Central lacks for James 3.9.0: a folder for each repository.
 */
public class ToRepository extends RecordingMailet {
    private String folder = "";

    @Override
    public void init() throws MessagingException {
        folder = getInitParameter("repositoryPath").replaceFirst("^[a-z]+://", "");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        write(mail, "repositories/" + folder, "");
        mail.setState(Mail.GHOST);
    }
}
