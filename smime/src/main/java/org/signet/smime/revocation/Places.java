package org.signet.smime.revocation;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a certificate says that its revocation can be learnt.
 *
 * @param responders URLs of OCSP responders (RFC 5280 §4.2.2.1)
 * @param lists URLs of revocation lists (RFC 5280 §4.2.1.13)
 */
record Places(List<String> responders, List<String> lists) {
    private static final int MOST_RESPONDERS = 2;
    private static final int MOST_LISTS = 4;

    Places {
        responders = responders.stream().distinct().limit(MOST_RESPONDERS).toList();
        lists = lists.stream().distinct().limit(MOST_LISTS).toList();
    }

    static Places of(X509Certificate certificate) {
        return new Places(responders(certificate), lists(certificate));
    }

    private static List<String> responders(X509Certificate certificate) {
        List<String> urls = new ArrayList<>();
        byte[] octets = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
        if (octets == null) {
            return urls;
        }
        try {
            for (AccessDescription each :
                    AuthorityInformationAccess.getInstance(
                                    ASN1OctetString.getInstance(octets).getOctets())
                            .getAccessDescriptions()) {
                if (each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                    addUrl(each.getAccessLocation(), urls);
                }
            }
        } catch (RuntimeException damaged) {
            return List.of();
        }
        return urls;
    }

    private static List<String> lists(X509Certificate certificate) {
        List<String> urls = new ArrayList<>();
        byte[] octets = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (octets == null) {
            return urls;
        }
        try {
            for (DistributionPoint point :
                    CRLDistPoint.getInstance(ASN1OctetString.getInstance(octets).getOctets())
                            .getDistributionPoints()) {
                addUrls(point.getDistributionPoint(), urls);
            }
        } catch (RuntimeException damaged) {
            return List.of();
        }
        return urls;
    }

    private static void addUrls(
            @org.jspecify.annotations.Nullable DistributionPointName name, List<String> urls) {
        if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
            for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
                addUrl(each, urls);
            }
        }
    }

    private static void addUrl(GeneralName name, List<String> urls) {
        ASN1Encodable value = name.getName();
        if (name.getTagNo() == GeneralName.uniformResourceIdentifier
                && value.toString().toLowerCase(Locale.ROOT).startsWith("http:")) {
            urls.add(value.toString());
        }
    }
}
