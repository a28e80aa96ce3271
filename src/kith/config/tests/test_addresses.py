"""Addresses that the environment gives, of the database and of the mail server: what is taken, and that no password is repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.config.database_url import WrongDatabaseAddress, parsed
from kith.config.mail import MailServer, WrongMailAddress, settings_of


@pytest.mark.parametrize(
    ("url", "name", "user", "password", "host", "port"),
    [
        ("postgresql://kith_app:pw@db.example.org:5433/kith", "kith", "kith_app", "pw", "db.example.org", "5433"),
        ("postgres://kith_app@db.example.org/kith", "kith", "kith_app", "", "db.example.org", ""),
        ("postgresql://kith_app:p%40ss%2Fw%23rd@h/kith", "kith", "kith_app", "p@ss/w#rd", "h", ""),
        ("postgresql://kith_app@/kith?host=/run/postgresql", "kith", "kith_app", "", "/run/postgresql", ""),
        ("postgresql://kith_app@/kith?host=/run/pg&port=5440", "kith", "kith_app", "", "/run/pg", "5440"),
        ("postgresql://kith_app@h:1/kith?host=other&port=2", "kith", "kith_app", "", "other", "2"),
        ("postgresql://kith_app@[::1]:5432/kith", "kith", "kith_app", "", "::1", "5432"),
        ("postgresql://kith_app@h/kith%20two", "kith two", "kith_app", "", "h", ""),
        ("", "nothing", "nobody", "", "/nonexistent", ""),
    ],
)
def test_the_address_of_a_database(url: str, name: str, user: str, password: str, host: str, port: str) -> None:
    said = parsed(url)
    assert (said["NAME"], said["USER"], said["PASSWORD"], said["HOST"], said["PORT"]) == (name, user, password, host, port)
    assert said["OPTIONS"]["options"] == "-c timezone=UTC"
    assert said["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("query", "passed_on"),
    [
        ("sslmode=verify-full", {"sslmode": "verify-full"}),
        ("sslmode=require&sslrootcert=/etc/ca.pem", {"sslmode": "require", "sslrootcert": "/etc/ca.pem"}),
        ("connect_timeout=2", {}),
        ("options=-c%20role=kith_owner", {}),
        ("", {}),
    ],
)
def test_what_an_address_says_about_encryption_is_passed_on_and_nothing_else(query: str, passed_on: dict[str, str]) -> None:
    said = parsed(f"postgresql://kith_app@h/kith?{query}")["OPTIONS"]
    assert said == {"options": "-c timezone=UTC", **passed_on}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://kith_app:geheim@h/kith", "must begin with postgresql://"),
        ("kith", "must begin with postgresql://"),
        ("postgresql://kith_app:geheim@h:abc/kith", "cannot be read"),
        ("postgresql://kith_app:geheim@h:99999/kith", "cannot be read"),
        ("postgresql://kith_app:ge/heim@h/kith", "cannot be read"),
        ("postgresql://kith_app:geheim@[h/kith", "cannot be read"),
    ],
)
def test_an_address_of_no_database_is_refused_without_its_password(url: str, words: str) -> None:
    with pytest.raises(WrongDatabaseAddress) as refused:
        parsed(url)
    assert words in refused.value.message
    assert "heim" not in refused.value.message
    assert refused.value.__cause__ is None


@given(st.text("abcXYZ0189@:/#?%&= +", max_size=20))
def test_any_password_written_in_percent_form_arrives_as_it_is(password: str) -> None:
    from urllib.parse import quote  # noqa: PLC0415

    assert parsed(f"postgresql://kith_app:{quote(password, safe='')}@h/kith")["PASSWORD"] == password


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, "", "", "starttls", "kith@example.org")),
        ("smtp://u:p@mail.example.org:2525", MailServer("mail.example.org", 2525, "u", "p", "starttls", "kith@example.org")),
        (
            "smtps://u:p%40q@mail.example.org",
            MailServer("mail.example.org", 465, "u", "p@q", "from the start", "kith@example.org"),
        ),
        ("smtp://localhost:25?tls=none", MailServer("localhost", 25, "", "", "none", "kith@example.org")),
        ("smtp://localhost?tls=none", MailServer("localhost", 587, "", "", "none", "kith@example.org")),
    ],
)
def test_the_address_of_a_mail_server(url: str, server: MailServer) -> None:
    assert settings_of({"EMAIL_URL": url, "EMAIL_FROM": "kith@example.org"}) == server


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"EMAIL_URL": "http://u:geheim@mail.example.org"}, "must begin with smtp:// or smtps://"),
        ({"EMAIL_URL": "smtp://"}, "and name a host"),
        ({"EMAIL_URL": "mail.example.org:25"}, "must begin with smtp:// or smtps://"),
        ({"EMAIL_URL": "smtp://u:geheim@mail.example.org:port"}, "cannot be read"),
        ({"EMAIL_URL": "smtp://u:geheim@[mail"}, "cannot be read"),
        ({"EMAIL_URL": "smtp://mail.example.org?tls=maybe"}, "tls=maybe. Leave it out"),
        ({"EMAIL_URL": "smtp://mail.example.org", "EMAIL_FROM": ""}, "EMAIL_FROM is not set"),
        ({"EMAIL_URL": "smtp://mail.example.org", "EMAIL_FROM": "Kith"}, "EMAIL_FROM is not set"),
    ],
)
def test_a_mail_server_that_is_none_is_refused_without_its_password(given: dict[str, str], words: str) -> None:
    with pytest.raises(WrongMailAddress) as refused:
        settings_of({"EMAIL_FROM": "kith@example.org", **given})
    assert words in refused.value.message
    assert "geheim" not in refused.value.message


def test_without_an_address_no_mail_is_sent() -> None:
    assert settings_of({}).host == ""
    assert settings_of({"EMAIL_FROM": "kith@example.org"}) == MailServer()
