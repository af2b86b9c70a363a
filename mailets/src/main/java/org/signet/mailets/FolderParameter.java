package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.certificate.SourceList;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Marks;
import org.slf4j.Logger;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A parameter that names a folder, as a James URL or as an absolute path. */
record FolderParameter(String name, String value, Path path) {
    private static final String ALLOWED = "a folder, as file://conf/... or as an absolute path";

    static FolderParameter required(Parameters parameters, String name, FileSystem files)
            throws MessagingException {
        return of(parameters, name, parameters.required(name, ALLOWED), files);
    }

    /** The parameter if it is given; its path may as well be that of a file. */
    static Optional<FolderParameter> optional(Parameters parameters, String name, FileSystem files)
            throws MessagingException {
        Optional<String> value = parameters.optional(name);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(of(parameters, name, value.get(), files));
    }

    /** Several folders in their order; none if the parameter is not given. */
    static List<FolderParameter> several(Parameters parameters, String name, FileSystem files)
            throws MessagingException {
        Optional<String> value = parameters.optional(name);
        List<FolderParameter> all = new ArrayList<>();
        for (String each : value.map(SourceList::parse).orElse(List.of())) {
            all.add(of(parameters, name, each, files));
        }
        return all;
    }

    private static FolderParameter of(
            Parameters parameters, String name, String value, FileSystem files)
            throws MessagingException {
        try {
            if (value.startsWith("file:")) {
                return new FolderParameter(name, value, files.getFile(value).toPath());
            }
        } catch (FileNotFoundException e) {
            throw parameters.refuse(name, value, "there is no such folder", ALLOWED);
        }
        if (!Path.of(value).isAbsolute()) {
            throw parameters.refuse(name, value, "it is neither of the two forms", ALLOWED);
        }
        return new FolderParameter(name, value, Path.of(value));
    }

    /** The marks on single certificates in folders, which must be readable at first. */
    static Supplier<Marks> marks(
            List<FolderParameter> folders, Parameters parameters, String name, Clock clock)
            throws MessagingException {
        try {
            return Marks.watch(folders.stream().map(FolderParameter::path).toList(), clock);
        } catch (UnusableFileException e) {
            throw parameters.refuse(
                    name, parameters.optional(name).orElse(""), e.why(), e.allowed());
        }
    }

    /** Reads the folder now, and again whenever it has changed; a failure then is only logged. */
    <T> Reloaded<T> load(
            Parameters parameters, Reloaded.Loader<T> loader, Clock clock, Logger logger)
            throws MessagingException {
        try {
            return new Reloaded<>(
                    path,
                    loader,
                    clock,
                    failure ->
                            logger.error(
                                    "{} has changed but cannot be used; what was read before"
                                            + " stays in use: {}",
                                    path,
                                    failure.getMessage()));
        } catch (UnusableFileException e) {
            throw parameters.refuse(name, value, e.why(), e.allowed());
        }
    }
}
