package org.signet.mailets;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A mailet context of a James whose one domain is {@code ours.test}. */
final class OursContext {
    static final String DOMAIN = "ours.test";

    final FakeMailContext fake;
    final MailetContext context;

    /** After so many mails James refuses the next one. */
    int room = Integer.MAX_VALUE;

    OursContext() throws Exception {
        fake =
                FakeMailContext.builder()
                        .postmaster(new MailAddress("postmaster@" + DOMAIN))
                        .build();
        context =
                (MailetContext)
                        Proxy.newProxyInstance(
                                OursContext.class.getClassLoader(),
                                new Class<?>[] {MailetContext.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("isLocalServer")) {
                                        return Domain.of(DOMAIN).equals(arguments[0]);
                                    }
                                    if (method.getName().equals("sendMail") && room-- <= 0) {
                                        throw new jakarta.mail.MessagingException("full");
                                    }
                                    try {
                                        return method.invoke(fake, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
    }
}
