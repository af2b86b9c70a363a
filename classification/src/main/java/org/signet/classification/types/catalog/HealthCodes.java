package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;
import org.signet.classification.types.checksum.Verhoeff;

import java.util.List;

/** Codes in which medicine writes diagnoses, findings and medicines. */
final class HealthCodes {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("icd-10", "Diagnosis code (ICD-10)")
                            .family(Family.HEALTH)
                            .formatWithEvidence("[A-TV-Z]\\d[0-9A-Z](.\\w{1,4})?")
                            .evidence(
                                    "en",
                                    "icd,icd-10,icd10,icd-10-cm,diagnosis,diagnoses,diagnosis code")
                            .evidence("de", "icd,diagnose,diagnosen,diagnoseschlüssel")
                            .evidence("fr", "cim-10,cim10,diagnostic")
                            .evidence("es", "cie-10,cie10,diagnóstico")
                            .evidence("it", "icd,diagnosi")
                            .source(
                                    "WHO, ICD-10 volume 2 (2019); CMS, ICD-10-CM official guidelines"),
                    type("ndc", "US national drug code (NDC)")
                            .family(Family.HEALTH, "US")
                            .formatWithEvidence(
                                    "\\d{4}-\\d{4}-\\d{2}",
                                    "\\d{5}-\\d{3}-\\d{2}", "\\d{5}-\\d{4}-\\d{1,2}", "\\d{11}")
                            .evidence(
                                    "en",
                                    "ndc,drug code,national drug code,prescription,rx,medication")
                            .source("21 CFR 207.33; FDA, National Drug Code directory"),
                    type("loinc", "Observation code (LOINC)")
                            .family(Family.HEALTH)
                            .format("\\d{1,5}-\\d")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "loinc,lab code,observation code,lab result,loinc code")
                            .source("Regenstrief Institute, LOINC users' guide, appendix C"),
                    type("snomed-ct", "Clinical term identifier (SNOMED CT)")
                            .family(Family.HEALTH)
                            .format("\\d{6,18}")
                            .check("Verhoeff, partition", Check.proof(HealthCodes::isSnomed))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "en",
                                    "snomed,snomed ct,snomed-ct,sctid,concept id,clinical term")
                            .source("SNOMED International, Release file specification, SCTID"),
                    type("atc", "Medicine classification code (ATC)")
                            .family(Family.HEALTH)
                            .format("[ABCDGHJLMNPRSV]\\d{2}\\l{2}\\d{2}")
                            .range(v -> true)
                            .evidence("en", "atc,atc code,medication,prescription,drug")
                            .evidence("de", "atc,atc-code,medikament,arzneimittel,wirkstoff")
                            .evidence("fr", "atc,médicament,code atc")
                            .source(
                                    "WHO Collaborating Centre for Drug Statistics Methodology, ATC guidelines"),
                    type("hcpcs", "US procedure code (HCPCS)")
                            .family(Family.HEALTH, "US")
                            .formatWithEvidence("[A-V]\\d{4}")
                            .evidence("en", "hcpcs,procedure code,cpt,billing code,superbill")
                            .source("CMS, HCPCS level II coding procedures"));

    private HealthCodes() {}

    /** The third and second last digits say what is identified, and whether by an extension. */
    private static boolean isSnomed(Value v) {
        int last = v.length() - 1;
        return v.digit(0) > 0
                && v.digit(last - 2) <= 1
                && v.digit(last - 1) <= 2
                && Verhoeff.isValid(v, 0, v.length());
    }
}
