package org.signet.transport.dns;

/**
 * What dnsjava is told once, before it is first used, because it only takes it for the whole
 * process. In the jar that runs in a mail server it is a copy of our own.
 */
final class Dnsjava {
    private Dnsjava() {}

    static void prepare() {
        RawTlsaRecord.register();
        ValidatorReason.useKeys();
    }
}
