#!/usr/bin/python3
"""A mail server for tests, on loopback: python3-aiosmtpd with a temper.

usage: server.py PORT FOLDER [USER PASSWORD]

Says its port on standard output (PORT 0: any free one). Each letter that it takes
becomes FOLDER/NNNN.eml, the envelope in front. What it does to a letter hangs on
the name before the @, and on files that the test puts into FOLDER:

    unknown@   550 5.1.1 to RCPT            policy@  550 5.7.1 to RCPT
    plain550@  550 without enhanced code    later@   451 to RCPT, always
    grey@      451 to RCPT once, then taken (greylisting)
    drop@      closes the connection in the middle of DATA
    spam@      554 after the end of DATA
    hold@      waits at RCPT while FOLDER/hold is there
    late@      keeps the letter and gives no answer while FOLDER/hold is there
    FOLDER/refuse   550 to MAIL
"""

import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult

port, folder = int(sys.argv[1]), sys.argv[2]
login = tuple(word.encode() for word in sys.argv[3:5])

REPLIES = {
    "unknown": "550 5.1.1 <%s> User unknown",
    "policy": "550 5.7.1 <%s> Relaying denied",
    "plain550": "550 no such mailbox <%s>",
    "later": "451 4.3.0 <%s> try again",
}


def is_there(name):
    return os.path.exists(os.path.join(folder, name))


async def while_held():
    while is_there("hold"):
        await asyncio.sleep(0.02)


class Handler:
    grey = set()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if is_there("refuse"):
            return "550 5.7.1 we take nothing from you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name in REPLIES:
            return REPLIES[name] % address
        if name == "grey" and address not in self.grey:
            self.grey.add(address)
            return "451 4.7.1 Greylisted, come back"
        if name == "hold":
            open(os.path.join(folder, "holding"), "w").close()
            await while_held()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "spam":
            return "554 5.7.1 this looks like an advertisement"
        count = len([f for f in os.listdir(folder) if f.endswith(".eml")])
        path = os.path.join(folder, "%04d" % count)
        with open(path + ".new", "wb") as file:
            file.write(b"X-From: %s\r\n" % envelope.mail_from.encode())
            for to in envelope.rcpt_tos:
                file.write(b"X-To: %s\r\n" % to.encode())
            file.write(envelope.original_content)
        os.rename(path + ".new", path + ".eml")
        if name == "late":
            await while_held()
        return "250 OK"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.envelope.rcpt_tos[0].startswith("drop@"):
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == login, handled=False)


def make():
    return Server(Handler(), hostname="mail.test", enable_SMTPUTF8=False,
                  authenticator=authenticate if login else None,
                  auth_require_tls=False, auth_required=bool(login))


async def main():
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", port)
    # in one write: the test reads once
    os.write(1, b"%d\n" % server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
