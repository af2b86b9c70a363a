package org.signet.classification.file;

import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Methods of packing beside those of the JDK, by Commons Compress and XZ for Java. */
enum Packing {
    BZIP2 {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new BZip2CompressorInputStream(packed, true);
        }
    },
    XZ {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new XZInputStream(packed, MOST_KIB);
        }
    },
    LZ4 {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new FramedLZ4CompressorInputStream(packed, true);
        }
    },

    /** Unix {@code compress}. */
    Z {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new ZCompressorInputStream(packed, MOST_KIB);
        }
    },

    /** Only inside ZIP files. */
    DEFLATE64 {
        @Override
        InputStream open(InputStream packed) {
            return new Deflate64CompressorInputStream(packed);
        }
    };

    /** Memory for unpacking, which a file may ask for as it likes. */
    private static final int MOST_KIB = 96 * 1024;

    /**
     * Unpacks.
     *
     * @throws IOException if this is not packed so, or wants too much memory
     */
    abstract InputStream open(InputStream packed) throws IOException;

    /** By which method a file is packed. */
    static Optional<Packing> of(byte[] file) {
        long head = 0;
        for (int i = 0; i < 4; i++) {
            head = head << 8 | (i < file.length ? file[i] & 0xFF : 0);
        }
        if (head >>> 8 == 0x425A68) {
            return Optional.of(BZIP2);
        }
        if (head >>> 16 == 0x1F9D) {
            return Optional.of(Z);
        }
        return switch ((int) head) {
            case 0xFD377A58 -> Optional.of(XZ);
            case 0x04224D18 -> Optional.of(LZ4);
            default -> Optional.empty();
        };
    }

    static SevenZFile sevenZip(byte[] file) throws IOException {
        return SevenZFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .setMaxMemoryLimitKiB(MOST_KIB)
                .get();
    }

    /** What stands in the entry that an archive has come to. */
    static InputStream current(SevenZFile archive) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return archive.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return archive.read(bytes, offset, length);
            }
        };
    }
}
