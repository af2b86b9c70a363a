package org.signet.classification.file;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Bounds what PDFBox unpacks. PDFBox unpacks a stream of a PDF file into memory whole, and has no
 * limit for that: a file of a megabyte can hold streams of gigabytes. So each of its filters is
 * replaced by one that counts, in the only list of them that PDFBox has.
 */
final class BoundedFilters {
    private static final ThreadLocal<Budget> BUDGET = new ThreadLocal<>();
    private static final int REPLACED = replaceAll();

    private BoundedFilters() {}

    /** Bounds what this thread unpacks from now on. */
    static void use(Harvest harvest, long mostOfAll, long mostOfOne) {
        if (REPLACED == 0) {
            throw new IllegalStateException("PDFBox keeps its filters elsewhere");
        }
        BUDGET.set(new Budget(harvest, mostOfAll, mostOfOne));
    }

    static void end() {
        BUDGET.remove();
    }

    @SuppressWarnings("unchecked") // the type of the private field of this version of PDFBox
    private static int replaceAll() {
        try {
            var field = FilterFactory.class.getDeclaredField("filters");
            field.setAccessible(true);
            var filters = (Map<Object, Filter>) field.get(FilterFactory.INSTANCE);
            var bounded = new IdentityHashMap<Filter, Filter>();
            filters.replaceAll((name, one) -> bounded.computeIfAbsent(one, Bounded::new));
            return filters.size();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("PDFBox keeps its filters elsewhere", e);
        }
    }

    private static final class Budget {
        private final Harvest harvest;
        private final long mostOfOne;
        private long left;

        Budget(Harvest harvest, long mostOfAll, long mostOfOne) {
            this.harvest = harvest;
            this.left = mostOfAll;
            this.mostOfOne = mostOfOne;
        }
    }

    private static final class Bounded extends Filter {
        private final Filter filter;

        Bounded(Filter filter) {
            this.filter = filter;
        }

        @Override
        public DecodeResult decode(InputStream in, OutputStream out, COSDictionary of, int index)
                throws IOException {
            Budget budget = BUDGET.get();
            return filter.decode(in, budget == null ? out : new Counted(out, budget), of, index);
        }

        @Override
        protected void encode(InputStream raw, OutputStream out, COSDictionary parameters)
                throws IOException {
            filter.encode(raw, out, parameters, 0);
        }
    }

    private static final class Counted extends FilterOutputStream {
        private final Budget budget;
        private long written;

        Counted(OutputStream out, Budget budget) {
            super(out);
            this.budget = budget;
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int bytes) {
            written += bytes;
            budget.left -= bytes;
            if (written > budget.mostOfOne || budget.left < 0) {
                budget.harvest.exceeded();
            }
        }
    }
}
