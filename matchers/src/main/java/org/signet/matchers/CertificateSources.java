package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.certificate.CertificateChain;
import org.signet.smime.certificate.CertificateSource;
import org.signet.smime.certificate.RecipientCertificates;
import org.signet.smime.certificate.SourceList;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.source.CachedSource;
import org.signet.smime.source.LdapSettings;
import org.signet.smime.source.LdapSource;
import org.signet.smime.source.SmimeaSettings;
import org.signet.smime.source.SmimeaSource;
import org.signet.smime.source.SqlSettings;
import org.signet.smime.source.SqlSource;
import org.signet.smime.trust.Marks;
import org.signet.transport.dns.TrustAnchorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sources of recipients' certificates that an operator names, in their order, with the marks
 * that lie in those of them that are folders.
 */
public final class CertificateSources implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CertificateSources.class);

    private static final SharedFolders<Reloaded<RecipientCertificates>> CERTIFICATES =
            new SharedFolders<>();
    private static final SharedFolders<Supplier<Marks>> MARKS = new SharedFolders<>();

    private static final String LDAP = "ldap:";
    private static final String SQL = "sql:";
    private static final String SMIMEA = "smimea";

    /** What a source may be. */
    public static final String ALLOWED =
            FolderSetting.ALLOWED
                    + "; ldap: or sql: and a file of settings in the same form; smimea, or smimea: and such a"
                    + " file";

    private final List<Supplier<? extends CertificateSource>> sources = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final FolderSetting setting;
    private final Clock clock;

    private CertificateSources(FolderSetting setting, Clock clock) {
        this.setting = setting;
        this.clock = clock;
    }

    /**
     * Opens the sources in a list.
     *
     * @param setting what the list is a part of
     * @param roots whether a chain to roots is demanded of certificates
     */
    public static CertificateSources open(
            String list, FolderSetting setting, FileSystem files, Clock clock, boolean roots)
            throws MessagingException {
        CertificateSources all = new CertificateSources(setting, clock);
        for (String each : SourceList.parse(list)) {
            if (each.startsWith(LDAP)) {
                all.addDirectory(setting.folder(each.substring(LDAP.length()), files));
            } else if (each.startsWith(SQL)) {
                all.addDatabase(setting.folder(each.substring(SQL.length()), files));
            } else if (each.equals(SMIMEA)) {
                all.addDns(SmimeaSettings.USUAL, roots);
            } else if (each.startsWith(SMIMEA + ":")) {
                all.addDns(
                        all.dnsSettings(setting.folder(each.substring(SMIMEA.length() + 1), files)),
                        roots);
            } else {
                all.addFolder(setting.folder(each, files));
            }
        }
        return all;
    }

    private void addDirectory(Path file) throws MessagingException {
        try {
            LdapSettings settings = LdapSettings.read(file);
            LdapSource directory = LdapSource.open(settings);
            atEnd.add(directory::close);
            CertificateSource source =
                    new CachedSource(directory, settings.cacheFound(), settings.cacheNone());
            sources.add(() -> source);
        } catch (UnusableFileException e) {
            throw setting.refuse(e.why(), e.allowed());
        }
    }

    private void addDatabase(Path file) throws MessagingException {
        try {
            SqlSettings settings = SqlSettings.read(file);
            SqlSource database = SqlSource.open(settings);
            atEnd.add(database::close);
            CertificateSource source =
                    new CachedSource(database, settings.cacheFound(), settings.cacheNone());
            sources.add(() -> source);
        } catch (UnusableFileException e) {
            throw setting.refuse(e.why(), e.allowed());
        }
    }

    private SmimeaSettings dnsSettings(Path file) throws MessagingException {
        try {
            return SmimeaSettings.read(file);
        } catch (UnusableFileException e) {
            throw setting.refuse(e.why(), e.allowed());
        }
    }

    private void addDns(SmimeaSettings settings, boolean roots) throws MessagingException {
        try {
            SmimeaDns dns = SmimeaDns.start(settings, clock);
            atEnd.add(dns.dns()::close);
            CertificateSource source = new SmimeaSource(dns, roots);
            sources.add(() -> source);
        } catch (TrustAnchorException | IllegalArgumentException e) {
            throw setting.refuse(
                    "DNS for smimea: " + e.getMessage(), "dnsServers, dnsMode and trustAnchors");
        }
    }

    private void addFolder(Path folder) throws MessagingException {
        Reloaded<RecipientCertificates> certificates =
                CERTIFICATES.get(folder, clock, () -> read(folder));
        sources.add(certificates::get);
        folders.add(folder);
    }

    private Reloaded<RecipientCertificates> read(Path folder) throws MessagingException {
        Reloaded<RecipientCertificates> certificates =
                setting.load(folder, RecipientCertificates::load, clock, LOGGER);
        certificates
                .get()
                .skipped()
                .forEach(each -> LOGGER.warn("{} is not used: {}", each.file(), each.why()));
        return certificates;
    }

    /** The marks, which must be readable at first. */
    public Supplier<Marks> marks() throws MessagingException {
        List<Supplier<Marks>> all = new ArrayList<>();
        for (Path folder : folders) {
            all.add(MARKS.get(folder, clock, () -> watch(folder)));
        }
        return () -> Marks.all(all.stream().map(Supplier::get).toList());
    }

    private Supplier<Marks> watch(Path folder) throws MessagingException {
        try {
            return Marks.watch(folder, clock);
        } catch (UnusableFileException e) {
            throw setting.refuse(e.why(), e.allowed());
        }
    }

    /** The sources as they are now. */
    public CertificateChain chain(Marks marks) {
        return new CertificateChain(
                sources.stream().<CertificateSource>map(Supplier::get).toList(), marks);
    }

    /** Ends the connections that are kept; no source can be asked afterwards. */
    @Override
    public void close() {
        atEnd.forEach(Runnable::run);
    }
}
