# Writes content-object-v1.hex from docs/envelope.md, with the Python package "cryptography":
#   python3 content-object-v1.py > content-object-v1.hex
import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def mac(key, *values):
    return hmac.new(key, b"".join(values), hashlib.sha256).digest()


content_key = bytes(range(32))
salt = bytes([0xA5]) * 32
prefix = bytes([0x5A]) * 7
plain = b"Subject: known\r\n\r\nbody\r\n"

belonging = (1).to_bytes(16, "big") + (0).to_bytes(2, "big") + bytes([7]) * 32
commitment = mac(content_key, b"signet envelope v1 commitment", b"\0", belonging, b"\1")
head = b"SIGNETPM" + b"\1\1" + belonging + commitment
assert len(head) == 92
encryption_key = mac(content_key, b"signet envelope v1 encryption", b"\1")
segment_key = mac(mac(salt, encryption_key), head, b"\1")
nonce = prefix + (0).to_bytes(4, "big") + b"\1"
segment = AESGCM(segment_key).encrypt(nonce, plain, None)
print((head + bytes([40]) + salt + prefix + segment).hex())
