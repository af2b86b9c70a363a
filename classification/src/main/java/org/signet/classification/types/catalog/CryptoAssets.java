package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Token;

import java.util.List;

/** Addresses of crypto assets. */
final class CryptoAssets {
    private static final String BASE_58 = "1-9A-HJ-NP-Za-km-z";
    private static final String WORDS = "wallet,address,crypto,cryptocurrency,blockchain";

    static final List<SensitiveType> TYPES =
            List.of(
                    type("bitcoin-address", "Bitcoin address")
                            .family(Family.CRYPTO_ASSET)
                            .rank(Rank.UNMISTAKABLE)
                            .levels(Levels.SURE)
                            .token(
                                    Token.proven("1", BASE_58, 24, 33, Bitcoin::isBase58Address),
                                    Token.proven("3", BASE_58, 24, 33, Bitcoin::isBase58Address),
                                    witness("bc1", 87),
                                    witness("BC1", 87))
                            .proves("Base58Check, Bech32 or Bech32m")
                            .evidence("en", "bitcoin,btc," + WORDS)
                            .source("Bitcoin Core, base58.cpp; BIP 173; BIP 350"),
                    type("ethereum-address", "Ethereum address")
                            .family(Family.CRYPTO_ASSET)
                            .rank(Rank.UNMISTAKABLE)
                            .levels(new Levels(85, 75, 85))
                            .token(new Token("0x", "0-9a-fA-F", 40, 40, Ethereum::fit))
                            .proves("EIP-55 (addresses in one case: none)")
                            .evidence("en", "ethereum,eth,erc-20,erc20,ether,metamask," + WORDS)
                            .source("EIP-55"));

    private CryptoAssets() {}

    private static Token witness(String prefix, int longest) {
        return Token.proven(
                prefix, "0-9A-Za-z", 13, longest, token -> Bitcoin.isWitnessAddress(token, "bc"));
    }
}
