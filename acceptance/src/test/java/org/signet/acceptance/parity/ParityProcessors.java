package org.signet.acceptance.parity;

/** Bounce processors made of James's own matchers and mailets. */
final class ParityProcessors {
    static final String ALL =
            """
            <processor state="by-kind">
                <mailet match="IsRemoteDeliveryPermanentError" class="org.signet.parity.Recorder"><as>permanent</as></mailet>
                <mailet match="IsRemoteDeliveryTemporaryError" class="org.signet.parity.Recorder"><as>temporary</as></mailet>
                <mailet match="All" class="org.signet.parity.Recorder"><as>neither</as></mailet>
            </processor>
            <processor state="by-code">
                <mailet match="RemoteDeliveryFailedWithSMTPCode=550" class="org.signet.parity.Recorder"><as>550</as></mailet>
                <mailet match="RemoteDeliveryFailedWithSMTPCode=552" class="org.signet.parity.Recorder"><as>552</as></mailet>
                <mailet match="RemoteDeliveryFailedWithSMTPCode=450" class="org.signet.parity.Recorder"><as>450</as></mailet>
                <mailet match="All" class="org.signet.parity.Recorder"><as>no-code</as></mailet>
            </processor>
            <processor state="notified">
                <mailet match="All" class="DSNBounce"><passThrough>false</passThrough><defaultStatus>5.0.0</defaultStatus></mailet>
            </processor>
            <processor state="notified-success">
                <mailet match="All" class="DSNBounce"><passThrough>false</passThrough><action>relayed</action><defaultStatus>2.0.0</defaultStatus></mailet>
            </processor>
            """;

    /** The names under which the mails of these processors are recorded. */
    static final String[] RECORDED = {
        "permanent", "temporary", "neither", "550", "552", "450", "no-code"
    };

    private ParityProcessors() {}
}
