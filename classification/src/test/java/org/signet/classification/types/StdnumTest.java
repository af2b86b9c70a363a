package org.signet.classification.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.text.Normaliser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checks of types against those of python-stdnum: thousands of numbers that differ from valid
 * ones in a few places are judged by both.
 *
 * <p>Where the two differ on purpose, {@link #EXPLAINED} says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StdnumTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int NUMBERS = 1500;
    private static final int LEAST_VALID = 5;

    private static final String JUDGE =
            """
            import importlib, sys
            for line in open(sys.argv[1], encoding='utf-8'):
                module, number = line.rstrip('\\n').split('\\t')
                number = number.replace(' ', '').replace('-', '') if module == 'luhn' else number
                print(int(bool(importlib.import_module('stdnum.' + module).is_valid(number))))
            """;

    /** What judges the numbers of a type there. */
    private static final Map<String, String> MODULES = modules();

    /** A way in which a type is judged otherwise on purpose. */
    private record Difference(String type, Pattern numbers, boolean validHere) {
        static Difference parse(String line) {
            String[] fields = line.split(";", -1);
            return new Difference(
                    fields[0].strip(),
                    Pattern.compile(fields[2].strip()),
                    fields[1].strip().equals("here"));
        }
    }

    /** The type, who calls the number valid, which numbers these are, and why. */
    private static final List<Difference> EXPLAINED =
            """
            ar-cuit                ; here  ; 2[56].*         ; given out since, unknown there
            at-svnr                ; there ; .*              ; dates are not looked at there
            at-tax-number          ; here  ; .*              ; lists the offices there, which merge
            be-nn                  ; here  ; .*              ; born in years to come: no clock here
            be-nn                  ; there ; .*              ; days that do not exist
            be-vat                 ; there ; BE ?[2-9].*     ; begins with 0 or 1
            bitcoin-address        ; here  ; bc1p.*          ; BIP 350 is unknown there
            br-cnpj                ; here  ; .*[A-Z].*       ; letters, since July 2026
            ca-sin                 ; there ; 8.*             ; not given out
            cn-resident-id         ; here  ; .*              ; lists the places there, which change
            cn-resident-id         ; there ; .*              ; years before 1850
            cz-rodne-cislo         ; there ; .*              ; months that do not exist
            cz-vat                 ; there ; .*              ; months that do not exist
            dk-cpr                 ; here  ; .*              ; born in years to come: no clock here
            dk-cpr                 ; there ; .*              ; no check digit there since 2007
            ec-cedula              ; there ; ..6.*           ; third digit 0 to 5
            es-dni                 ; here  ; .*\\..*         ; points, which people write
            fr-nir                 ; there ; .*              ; months that do not exist
            fr-spi                 ; there ; .*              ; no check digits there
            iban                   ; here  ; (NO|BE|ES).*    ; check digits of the country in addition
            in-gstin               ; here  ; (9[6-9]|3[78]).*; states that are unknown there
            is-kennitala           ; here  ; .*8             ; born before 1900
            kr-brn                 ; there ; .*              ; no check digit there
            kr-rrn                 ; here  ; .*              ; places, and born in years to come
            lt-asmens-kodas        ; there ; [78].*          ; born from 2100 on
            lv-personas-kods       ; here  ; 3[2-9].*        ; numbers without a date of birth
            lv-personas-kods       ; there ; .*              ; of enterprises, and centuries that do not exist
            lv-vat                 ; here  ; LV ?3[2-9].*    ; numbers without a date of birth
            mx-rfc                 ; there ; .*              ; no check digit there
            nl-vat                 ; there ; NL004495548B41  ; a CNPJ with letters as well
            no-organisasjonsnummer ; there ; [0-7].*         ; begins with 8 or 9
            no-vat                 ; there ; NO ?[0-7].*     ; begins with 8 or 9
            payment-card           ; there ; .*              ; ranges that no issuer has
            ro-cnp                 ; there ; .*              ; counties that do not exist
            rs-pib                 ; there ; 0.*             ; begins with 1 to 9
            se-organisationsnummer ; there ; [04].*|..[01].* ; begins with another digit, third from 2 on
            se-personnummer        ; here  ; .*              ; coordination numbers
            se-personnummer        ; there ; .*              ; centuries but 18 to 20
            se-vat                 ; there ; SE ?..[01].*    ; third digit from 2 on
            si-emso                ; there ; .*              ; born before 1850 or from 2100 on
            sk-rodne-cislo         ; here  ; .*0             ; a rest of 10 counts as 0 in every year
            sk-rodne-cislo         ; there ; .*              ; months that do not exist
            sk-vat                 ; there ; .*              ; birth numbers
            tw-ubn                 ; here  ; .*              ; sums that 5 divides, since 2023
            us-itin                ; here  ; 9...?[56].*     ; groups 50 to 65, given out since
            us-ssn                 ; here  ; .* .*           ; spaces, which people write
            za-id                  ; here  ; .{10}2.*        ; refugees
            """
                    .lines()
                    .map(Difference::parse)
                    .toList();

    private final Map<String, Map<String, Boolean>> judged = new TreeMap<>();

    private static Map<String, String> modules() {
        Map<String, String> all = new TreeMap<>();
        for (String pair :
                """
                payment-card=luhn iban=iban lei=lei isin=isin cusip=cusip sedol=gb.sedol imei=imei
                bitcoin-address=bitcoin ca-sin=ca.sin ca-business-number=ca.bn br-cpf=br.cpf
                br-cnpj=br.cnpj mx-curp=mx.curp mx-rfc=mx.rfc ar-cuit=ar.cuit ar-cbu=ar.cbu
                cl-rut=cl.rut co-nit=co.nit pe-ruc=pe.ruc ec-cedula=ec.ci do-cedula=do.cedula
                ve-rif=ve.rif uk-nhs=gb.nhs uk-utr=gb.utr ie-pps=ie.pps de-tax-id=de.idnr
                at-svnr=at.vnr at-tax-number=at.tin ch-ahv=ch.ssn ch-uid=ch.uid fr-nir=fr.nir
                fr-spi=fr.nif fr-siren=fr.siren fr-siret=fr.siret be-nn=be.nn nl-bsn=nl.bsn
                it-codice-fiscale=it.codicefiscale it-partita-iva=it.iva es-dni=es.dni
                es-nie=es.nie es-cif=es.cif pt-nif=pt.nif pt-cc=pt.cc gr-afm=gr.vat
                gr-amka=gr.amka se-personnummer=se.personnummer se-organisationsnummer=se.orgnr
                no-fodselsnummer=no.fodselsnummer no-organisasjonsnummer=no.orgnr dk-cpr=dk.cpr
                fi-hetu=fi.hetu is-kennitala=is_.kennitala ee-isikukood=ee.ik
                lt-asmens-kodas=lt.asmens lv-personas-kods=lv.pvn pl-pesel=pl.pesel pl-nip=pl.nip
                pl-regon=pl.regon cz-rodne-cislo=cz.rc sk-rodne-cislo=sk.rc
                si-emso=si.emso si-tax-number=si.ddv ro-cnp=ro.cnp bg-egn=bg.egn bg-lnch=bg.pnf
                hr-oib=hr.oib rs-pib=rs.pib tr-tckn=tr.tckimlik tr-vkn=tr.vkn ua-rnokpp=ua.rntrc
                ru-inn=ru.inn il-id=il.idnr za-id=za.idnr in-aadhaar=in_.aadhaar
                in-gstin=in_.gstin th-national-id=th.pin id-npwp=id.npwp vn-mst=vn.mst
                cn-resident-id=cn.ric cn-uscc=cn.uscc tw-ubn=tw.ubn jp-corporate-number=jp.cn
                kr-rrn=kr.rrn kr-brn=kr.brn au-tfn=au.tfn au-abn=au.abn au-acn=au.acn
                nz-ird=nz.ird us-itin=us.itin us-ssn=us.ssn us-ein=us.ein at-vat=at.uid be-vat=be.vat
                bg-vat=bg.vat cy-vat=cy.vat cz-vat=cz.dic dk-vat=dk.cvr ee-vat=ee.kmkr
                fi-vat=fi.alv fr-vat=fr.tva de-vat=de.vat gr-vat=gr.vat hu-vat=hu.anum
                ie-vat=ie.vat it-vat=it.iva lv-vat=lv.pvn lt-vat=lt.pvm lu-vat=lu.tva mt-vat=mt.vat
                nl-vat=nl.btw pl-vat=pl.nip pt-vat=pt.nif ro-vat=ro.cf sk-vat=sk.dph si-vat=si.ddv
                es-vat=es.nif se-vat=se.vat gb-vat=gb.vat ch-vat=ch.vat no-vat=no.mva
                """
                        .strip()
                        .split("\\s+", -1)) {
            all.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return all;
    }

    static Set<String> types() {
        return MODULES.keySet();
    }

    @BeforeAll
    void askStdnum() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(PYTHON) && run(List.of("-c", "import stdnum")).status() == 0,
                "python3-stdnum is not installed");
        Map<String, Set<String>> numbers = new LinkedHashMap<>();
        for (String type : MODULES.keySet()) {
            Set<String> some = changed(type);
            assertThat(some).as("examples of %s", type).isNotEmpty();
            numbers.put(type, some);
        }
        List<String> lines = new ArrayList<>();
        numbers.forEach((t, all) -> all.forEach(each -> lines.add(MODULES.get(t) + '\t' + each)));
        Path file = Files.createTempFile("stdnum", ".tsv");
        try {
            Files.write(file, lines);
            Answer answer = run(List.of("-c", JUDGE, file.toString()));
            assertThat(answer.status()).isZero();
            assertThat(answer.lines()).hasSameSizeAs(lines);
            int at = 0;
            for (Map.Entry<String, Set<String>> entry : numbers.entrySet()) {
                Map<String, Boolean> verdicts = new LinkedHashMap<>();
                for (String number : entry.getValue()) {
                    verdicts.put(number, answer.lines().get(at++).equals("1"));
                }
                judged.put(entry.getKey(), verdicts);
            }
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void checkShouldAgreeWithStdnum(String type) {
        TypeDetector detector = TypeScanFixture.of(type);
        String before = "my " + words(type) + ": ";
        List<String> otherwise = new ArrayList<>();
        int valid = 0;
        for (Map.Entry<String, Boolean> each : judged.get(type).entrySet()) {
            boolean ours = found(detector, before, each.getKey());
            valid += ours && each.getValue() ? 1 : 0;
            if (ours != each.getValue() && !explained(type, each.getKey(), ours)) {
                otherwise.add(
                        each.getKey() + (ours ? " is valid here only" : " is valid there only"));
            }
        }
        assertThat(otherwise).isEmpty();
        assertThat(valid).as("numbers that both call valid").isGreaterThanOrEqualTo(LEAST_VALID);
    }

    private static boolean explained(String type, String number, boolean validHere) {
        return EXPLAINED.stream()
                .anyMatch(
                        difference ->
                                difference.type().equals(type)
                                        && difference.validHere() == validHere
                                        && difference.numbers().matcher(number).matches());
    }

    private static String words(String type) {
        List<String> words = SensitiveTypes.named(type).orElseThrow().evidenceWords();
        return words.isEmpty() ? "number" : words.get(0);
    }

    /** Found as a whole, with what proves it. */
    private static boolean found(TypeDetector detector, String before, String number) {
        return detector.find(Normaliser.normalise(before + number + ", thanks", 9999)).stream()
                .anyMatch(
                        finding ->
                                finding.valid()
                                        && finding.end() == before.length() + number.length());
    }

    /** The valid examples, and numbers that differ from them in one to five places. */
    private static Set<String> changed(String type) {
        List<String> examples =
                TypeVectorsTest.valid()
                        .filter(vector -> vector.type().equals(type))
                        .map(TypeVectorsTest.Vector::text)
                        .toList();
        Set<String> all = new LinkedHashSet<>(examples);
        Random random = new Random(type.hashCode());
        for (int i = 0; i < NUMBERS && !examples.isEmpty(); i++) {
            all.add(changed(examples.get(random.nextInt(examples.size())), random));
        }
        return all;
    }

    private static String changed(String example, Random random) {
        StringBuilder number = new StringBuilder(example);
        int changes = 1 + random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(number.length());
            if (Character.isDigit(number.charAt(at))) {
                number.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        return number.toString();
    }

    private record Answer(int status, List<String> lines) {}

    private static Answer run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                Stream<String> lines = out.lines()) {
            List<String> all = lines.toList();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Answer(process.exitValue(), all);
        }
    }
}
