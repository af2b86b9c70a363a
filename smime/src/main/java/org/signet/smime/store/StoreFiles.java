package org.signet.smime.store;

import org.jspecify.annotations.Nullable;
import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Writes and removes files of a folder so that a crash at any moment leaves whole files. */
final class StoreFiles {
    /** Readers pass over hidden names. */
    static final String LOCK = ".signet.lock";

    /** One name is enough, since who writes holds the lock. */
    static final String FRESH = ".signet-new.tmp";

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TRIES = 100;

    /** File locks are held by the process as a whole, so its threads need one of their own. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;
    private final boolean posix;

    StoreFiles(Path folder) {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Something that is done by one writer at a time. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, UnusableFileException;
    }

    /**
     * Does it while nobody else writes.
     *
     * @throws IOException if the lock cannot be had within two seconds
     */
    <T> T alone(Work<T> work) throws IOException, UnusableFileException {
        THREADS.lock();
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(LOCK),
                                Set.of(
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE,
                                        LinkOption.NOFOLLOW_LINKS),
                                ownerOnly());
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new IOException(folder + ": the lock was lost");
            }
            Files.deleteIfExists(folder.resolve(FRESH));
            return work.run();
        } finally {
            THREADS.unlock();
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IOException(folder + ": another process holds the lock " + LOCK);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldElsewhereInThisProcess) {
            // By the same class in another class loader, of which James has one for each extension.
            return null;
        }
    }

    /** Writes a file in the place of one of that name; when this throws, no half of it is left. */
    void write(Path file, byte[] content) throws IOException {
        Path fresh = folder.resolve(FRESH);
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly())) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        forceFolder();
    }

    /** What a folder has in it is on the disk only when it is forced too. */
    private void forceFolder() throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
