"""As much of PostgreSQL's protocol as a rotation needs, with SCRAM-SHA-256 (RFC 5802, 7677) and no driver."""

import base64
import hashlib
import hmac
import os
import socket
import struct


class Refused(Exception):
    """The server answered with an error; its text is not kept."""


class Connection:
    def __init__(self, host, port, database, user, password):
        self.socket = socket.create_connection((host, port), timeout=10)
        names = ["user", user, "database", database, "application_name", "rotation", ""]
        body = struct.pack("!i", 196608) + b"\0".join(name.encode() for name in names) + b"\0"
        self.socket.sendall(struct.pack("!i", len(body) + 4) + body)
        try:
            self.authenticate(password.encode())
            self.until_ready()
        except BaseException:
            self.socket.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.socket.close()

    def run(self, statement):
        self.send(b"Q", statement.encode() + b"\0")
        return self.until_ready()

    def send(self, kind, body):
        self.socket.sendall(kind + struct.pack("!i", len(body) + 4) + body)

    def take(self, size):
        data = b""
        while len(data) < size:
            more = self.socket.recv(size - len(data))
            if not more:
                raise Refused()
            data += more
        return data

    def message(self):
        kind, size = struct.unpack("!ci", self.take(5))
        body = self.take(size - 4)
        if kind == b"E":
            raise Refused()
        return kind, body

    def until_ready(self):
        rows = []
        while True:
            kind, body = self.message()
            if kind == b"Z":
                return rows
            if kind == b"D":
                size = struct.unpack("!i", body[2:6])[0]
                rows.append(body[6 : 6 + size].decode())

    def authenticate(self, password):
        nonce = base64.b64encode(os.urandom(18)).decode()
        first = f"n=,r={nonce}"
        self.challenge(10)
        offer = f"n,,{first}".encode()
        self.send(b"p", b"SCRAM-SHA-256\0" + struct.pack("!i", len(offer)) + offer)
        server = self.challenge(11).decode()
        fields = dict(part.split("=", 1) for part in server.split(","))
        salted = hashlib.pbkdf2_hmac(
            "sha256", password, base64.b64decode(fields["s"]), int(fields["i"])
        )
        key = hmac.digest(salted, b"Client Key", "sha256")
        last = f"c=biws,r={fields['r']}"
        signed = f"{first},{server},{last}".encode()
        signature = hmac.digest(hashlib.sha256(key).digest(), signed, "sha256")
        proof = base64.b64encode(bytes(a ^ b for a, b in zip(key, signature))).decode()
        self.send(b"p", f"{last},p={proof}".encode())
        self.challenge(12)
        self.challenge(0)

    def challenge(self, wanted):
        kind, body = self.message()
        if kind != b"R" or struct.unpack("!i", body[:4])[0] != wanted:
            raise Refused()
        return body[4:]


def name(text):
    return '"' + text.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"
