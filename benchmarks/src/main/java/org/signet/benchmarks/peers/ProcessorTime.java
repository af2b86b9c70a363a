package org.signet.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much processor time processes have used, from {@code /proc/PID/stat} (proc(5)). */
final class ProcessorTime {
    /** USER_HZ, which Linux fixes at 100 for user space. */
    private static final double TICKS_A_SECOND = 100;

    private ProcessorTime() {}

    /** Seconds used by a process, its children that ended, and its descendants. */
    static double ofTree(long pid) {
        Stream<Long> living =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), living).mapToDouble(ProcessorTime::of).sum();
    }

    private static double of(long pid) {
        try {
            return seconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (NoSuchFileException e) {
            // ended a moment ago: its parent's line counts it from now on
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of utime, stime, cutime and cstime of a line of {@code /proc/PID/stat}. */
    static double seconds(String line) {
        // the second field is in parentheses and may hold anything, also spaces and parentheses
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_A_SECOND;
    }
}
