package org.signet.benchmarks.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.util.Arrays;

class CountingDnsTest {
    private static byte[] query(String name, int type) throws Exception {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)).toWire();
    }

    @Test
    void questionShouldTellNameAndType() throws Exception {
        assertThat(CountingDns.question(query("_25._tcp.mx.d1.test.", Type.TLSA)))
                .contains("_25._tcp.mx.d1.test./52");
    }

    @Test
    void theRootShouldHaveAName() throws Exception {
        assertThat(CountingDns.question(query(".", Type.DNSKEY))).contains("./48");
    }

    @Test
    void cutMessagesShouldHaveNone() throws Exception {
        byte[] whole = query("d1.test.", Type.MX);
        for (int length = 0; length < 12 + 9 + 2; length++) {
            assertThat(CountingDns.question(Arrays.copyOf(whole, length))).isEmpty();
        }
    }
}
