package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;

import java.util.List;

/** How people and machines are reached: telephone, mail, network; and the codes of banks. */
final class ContactData {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("phone-number", "Telephone number")
                            .family(Family.CONTACT)
                            .rank(Rank.GENERAL)
                            .finder(new PhoneNumbers())
                            .check(
                                    "numbering plan of the country",
                                    Check.range(PhoneNumbers::isNational))
                            .evidence(
                                    "en",
                                    "phone,telephone,tel,tel.,mobile,cell,cell phone,call,call me,fax,"
                                            + "phone number,contact number,whatsapp,sms,hotline")
                            .evidence(
                                    "de",
                                    "telefon,telefonnummer,handy,mobil,rufnummer,durchwahl,anrufen")
                            .evidence(
                                    "fr", "téléphone,portable,tél,tél.,appeler,numéro de téléphone")
                            .evidence("es", "teléfono,móvil,celular,llamar,tfno")
                            .evidence("it", "telefono,cellulare,cell.,chiamare")
                            .evidence("pt", "telefone,telemóvel,celular,ligar")
                            .evidence("nl", "telefoon,telefoonnummer,mobiel,bellen")
                            .evidence("pl", "telefon,telefonu,komórka,tel. kom")
                            .evidence("sv", "telefon,telefonnummer,mobil,ring")
                            .evidence("ru", "телефон,тел.,мобильный,моб.")
                            .evidence("ja", "電話,電話番号,携帯")
                            .evidence("zh", "电话,電話,手机,手機,联系电话")
                            .evidence("ko", "전화,전화번호,휴대폰")
                            .source("ITU-T E.164; numbering plans in Google's libphonenumber"),
                    type("email-address", "E-mail address")
                            .family(Family.CONTACT)
                            .rank(Rank.GENERAL)
                            .levels(new Levels(75, 75, 85))
                            .finder(new EmailAddresses())
                            .evidence(
                                    "en", "e-mail,email,mail,e-mail address,email address,contact")
                            .evidence("de", "e-mail-adresse,mailadresse")
                            .evidence("fr", "courriel,adresse électronique")
                            .evidence("es", "correo electrónico,correo")
                            .source("RFC 5321 §4.1.2; RFC 6531 §3.3"),
                    type("ipv4-address", "IPv4 address")
                            .family(Family.NETWORK)
                            .rank(Rank.GENERAL)
                            .finder(new Ipv4Addresses())
                            .evidence(
                                    "en",
                                    "ip,ip address,ipv4,host,server,gateway,subnet,dns,vpn,firewall")
                            .evidence("de", "ip-adresse,netzmaske")
                            .evidence("fr", "adresse ip")
                            .source("RFC 791 §3.1; RFC 6943 §3.1.1"),
                    type("ipv6-address", "IPv6 address")
                            .family(Family.NETWORK)
                            .rank(Rank.GENERAL)
                            .finder(new Ipv6Addresses())
                            .evidence("en", "ip,ip address,ipv6,host,server,gateway,prefix,dns")
                            .evidence("de", "ip-adresse,präfix")
                            .evidence("fr", "adresse ip")
                            .source("RFC 4291 §2.2"),
                    type("mac-address", "MAC address")
                            .family(Family.NETWORK)
                            .rank(Rank.GENERAL)
                            .finder(new MacAddresses())
                            .evidence(
                                    "en",
                                    "mac,mac address,ethernet,wifi,wlan,hardware address,bssid,dhcp")
                            .evidence("de", "mac-adresse,netzwerkkarte")
                            .source("IEEE 802-2014 §8; IEEE 802c-2017"),
                    type("bic", "Bank identifier code (BIC, SWIFT)")
                            .family(Family.FINANCE)
                            .levels(new Levels(0, 75, 85))
                            .finder(new BankCodes())
                            .evidence(
                                    "en",
                                    "bic,swift,swift code,swift/bic,bic/swift,bank identifier,"
                                            + "iban,bank,bank code,beneficiary bank")
                            .evidence("de", "bankleitzahl,bankverbindung,kontoverbindung")
                            .evidence("fr", "code bic,banque")
                            .evidence("es", "código bic,código swift,banco")
                            .source("ISO 9362:2022"),
                    type("passport-mrz", "Machine readable zone of a passport")
                            .family(Family.TRAVEL_DOCUMENT)
                            .rank(Rank.UNMISTAKABLE)
                            .levels(Levels.SURE)
                            .finder(new MachineReadableZones())
                            .proves("three check digits, weights 7,3,1 mod 10")
                            .source("ICAO Doc 9303 part 3 §4.9, part 4 §4.2.2"));

    private ContactData() {}
}
