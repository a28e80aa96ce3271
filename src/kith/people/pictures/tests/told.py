"""A family told by hand, with every kind of relation that a genogram must be able to draw."""

from datetime import date
from uuid import UUID

from kith.people.pictures.kin import Bond, Home, Kin, OwnWord, Pair, Parent, Person, Related, Siblings, Sort


def told() -> Kin:
    """Return a family with one of everything: three unions of one man, half-siblings, twins, an adoption, deaths,
    a baby not yet born."""

    def one(number: int, name: str, sex: str, born: int, **more: object) -> Person:
        return Person(
            UUID(int=number),
            name,
            sex,
            date(born, 4, 7),
            age=str(2025 - born),
            years=2025 - born,
            **more,  # type: ignore[arg-type]
        )

    arthur = one(1, "Arthur Fenwick", "M", 1948, died=date(2015, 2, 1))
    jean = one(2, "Jean Fenwick", "F", 1951)
    ravi, meena = one(3, "Ravi Sharma", "M", 1955), one(4, "Meena Sharma", "F", 1958, died=date(2022, 1, 9))
    anne, darren = one(5, "Anne Fenwick", "F", 1979), one(6, "Darren Fenwick", "M", 1983)
    kelly, priya = one(7, "Kelly Shaw", "F", 1986), one(8, "Priya Sharma", "F", 1988)
    tom, sanjay = one(9, "Tom Baker", "M", 1990), one(10, "Sanjay Sharma", "M", 1992)
    lena = one(11, "Lena Nowak", "F", 1985)
    josh = one(12, "Josh Shaw", "M", 2008)
    leo, maya = (
        one(13, "Leo Fenwick", "M", 2014, helped=True),
        one(14, "Maya Fenwick", "F", 2014, helped=True),
    )
    ella = one(15, "Ella Baker", "F", 2021, helped=True)
    baby = Person(UUID(int=16), "Unborn baby Sharma", expected=date(2026, 6, 20), age="due 20 June 2026", helped=True)
    kit = one(17, "Kit Fenwick", "U", 2016)
    joan = one(18, "Joan Whitlock", "F", 1960)
    everyone = (
        arthur,
        jean,
        ravi,
        meena,
        anne,
        darren,
        kelly,
        priya,
        tom,
        sanjay,
        lena,
        josh,
        leo,
        maya,
        ella,
        baby,
        kit,
        joan,
    )

    def parents(children: list[Person], *pairs: tuple[Person, str], sort: Sort = Sort.BIRTH) -> list[Parent]:
        return [Parent(p.id, c.id, sort, word) for c in children for p, word in pairs]

    return Kin(
        title="Genogram of Fenwick and Sharma",
        people=everyone,
        pairs=(
            Pair(arthur.id, jean.id, "married"),
            Pair(ravi.id, meena.id, "married"),
            Pair(darren.id, kelly.id, "divorced", date(2006, 5, 1), date(2010, 5, 1)),
            Pair(darren.id, priya.id, "separated"),
            Pair(priya.id, tom.id, "cohabiting"),
            Pair(darren.id, lena.id, "relationship"),
        ),
        parents=(
            *parents([anne, darren], (arthur, "Father"), (jean, "Mother")),
            *parents([priya, sanjay], (ravi, "Father"), (meena, "Mother")),
            *parents([josh], (darren, "Father"), (kelly, "Mother")),
            *parents([leo, maya], (darren, "Father"), (priya, "Mother")),
            *parents([ella, baby], (tom, "Father"), (priya, "Mother")),
            *parents([kit], (anne, "Adoptive parent"), sort=Sort.ADOPTIVE),
        ),
        siblings=(Siblings(leo.id, maya.id, "twin"),),
        related=(Related(joan.id, leo.id, "neighbour", "Neighbour"),),
        words=(
            OwnWord(meena.id, maya.id, "Nani"),
            OwnWord(ravi.id, maya.id, "Nana"),
            OwnWord(jean.id, leo.id, "Granny Jean"),
        ),
        homes=(
            Home("14 Anvil Row", (priya.id, tom.id, leo.id, maya.id, ella.id, baby.id)),
            Home("Flat 2, Mill Lane", (jean.id, anne.id, kit.id)),
        ),
        bonds=(
            Bond(darren.id, priya.id, quality="conflict"),
            Bond(maya.id, ravi.id, quality="very_close", direction="takes"),
            Bond(leo.id, tom.id, quality="distant"),
            Bond(josh.id, darren.id, quality="cut_off"),
            Bond(maya.id, ella.id, quality="close"),
            Bond(maya.id, name="Gymnastics club", circle="activities", quality="close", direction="takes"),
            Bond(leo.id, name="Anvil Row Primary School", circle="school", direction="takes"),
            Bond(priya.id, name="Temple", circle="faith", quality="very_close"),
            Bond(priya.id, name="Dr Ahmed, GP", circle="health", direction="takes"),
            Bond(priya.id, joan.id, circle="neighbours", quality="close"),
            Bond(tom.id, name="Food bank", circle="services", direction="takes"),
            Bond(tom.id, name="Dock warehouse", circle="work", quality="conflict"),
            Bond(leo.id, name="Sam from football", circle="friends", quality="close"),
        ),
    )


MAYA, LEO, PRIYA, DARREN, JOSH = (UUID(int=number) for number in (14, 13, 8, 6, 12))
