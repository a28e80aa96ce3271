"""How families of European traditions are named."""

from collections.abc import Callable
from random import Random

from bench.matching.naming import Draw, House, Joined, Name, sections, two, undotted


def british_like(file: str, *, tail: float, flat: float) -> Callable[[Random], House]:
    """Families that hand down one surname; the child has the father's, now and then the mother's or both."""
    own = sections(file)
    english = sections("british")
    girls, boys = Draw(own["female"], 18), Draw(own["male"], 18)
    women = Draw(own.get("female_older", own["female"]), 20)
    men = Draw(own.get("male_older", own["male"]), 20)
    listed = Draw(own["surnames"], flat)
    rare = Joined(english["tail_front"], english["tail_end"], 60)
    doubles = ("Mae", "Rose", "Grace", "May", "Leigh", "Louise", "Jo", "Lee", "James", "Jay", "Ray")

    def surname(chance: Random) -> str:
        return rare(chance) if chance.random() < tail else listed(chance)

    def forename(chance: Random, sex: str, born: int) -> str:
        old = chance.random() < (2000 - born) / 45
        found = (women if old else girls)(chance) if sex == "F" else (men if old else boys)(chance)
        if not old and chance.random() < 0.035:
            end = doubles[int(chance.random() * (7 if sex == "F" else 4)) + (0 if sex == "F" else 7)]
            found = found if "-" in found else f"{found}-{end}"
        return found

    def person(chance: Random, sex: str, born: int, last: str) -> Name:
        first = forename(chance, sex, born)
        middle = two(lambda one: forename(one, sex, born - 15), chance, first) if chance.random() < 0.7 else ""
        return Name(first, middle, last, first[:4] if chance.random() < 0.004 else "")

    def house(chance: Random) -> House:
        father, mother = surname(chance), surname(chance)
        luck = chance.random()
        if luck < 0.55:
            hers, childs = father, father
        elif luck < 0.82:
            hers, childs = mother, father
        elif luck < 0.93:
            hers, childs = mother, mother
        else:
            hers, childs = mother, f"{mother}-{father}"
        return House(
            person(chance, "M", 1985, father),
            person(chance, "F", 1987, hers),
            lambda sex, born: person(chance, sex, born, childs),
            lambda sex, born: person(chance, sex, born, father if luck < 0.7 else mother),
        )

    return house


WOMANS_ENDING = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ný", "ná"), ("rný", "rná"), ("ov", "ova"), ("ev", "eva"))


def slavic() -> Callable[[Random], House]:
    own = sections("slavic")
    males, females = Draw(own["male"], 20), Draw(own["female"], 20)
    listed, tail = Draw(own["surnames"], 15), Joined(own["tail_front"], own["tail_end"])

    def womans(last: str) -> str:
        for his, hers in WOMANS_ENDING:
            if last.endswith(his):
                return last.removesuffix(his) + hers
        return last

    def house(chance: Random) -> House:
        his = tail(chance) if chance.random() < 0.5 else listed(chance)
        hers = his if chance.random() < 0.7 else listed(chance)
        # English registrars often give a daughter her father's form of the name.
        english_form = chance.random() < 0.2
        plain = chance.random() < 0.45

        def person(sex: str, last: str) -> Name:
            first = males(chance) if sex == "M" else females(chance)
            middle = (males if sex == "M" else females)(chance) if chance.random() < 0.3 else ""
            written = Name(first, middle, last)
            return Name(*(undotted(part) for part in written)) if plain else written

        return House(
            person("M", his),
            person("F", womans(hers)),
            lambda sex, born: person(sex, his if sex == "M" or english_form else womans(his)),
            lambda sex, born: person(sex, his if sex == "M" else womans(hers)),
        )

    return house


def romanian() -> Callable[[Random], House]:
    own = sections("romanian")
    males, females = Draw(own["male"], 20), Draw(own["female"], 20)
    listed, tail = Draw(own["surnames"], 12), Joined(own["tail_front"], own["tail_end"])

    def house(chance: Random) -> House:
        his = tail(chance) if chance.random() < 0.35 else listed(chance)
        married = chance.random() < 0.6
        hers = his if married else listed(chance)
        childs = his if married or chance.random() < 0.6 else hers
        plain = chance.random() < 0.55

        def person(sex: str, last: str) -> Name:
            draw = males if sex == "M" else females
            first = draw(chance)
            luck = chance.random()
            second = two(draw, chance, first)
            if luck < 0.35:
                name = Name(f"{first} {second}", "", last)
            elif luck < 0.65:
                name = Name(first, second, last)
            elif luck < 0.72:
                name = Name(f"{first}-{second}", "", last)
            else:
                name = Name(first, "", last)
            return Name(*(undotted(part) for part in name)) if plain else name

        return House(
            person("M", his), person("F", hers), lambda sex, born: person(sex, childs), lambda sex, born: person(sex, his)
        )

    return house


def portuguese_spanish() -> Callable[[Random], House]:
    own = sections("portuguese_spanish")
    males, females, listed = Draw(own["male"], 18), Draw(own["female"], 18), Draw(own["surnames"], 20)
    particles = ("da ", "de ", "dos ", "do ", "e ")

    def house(chance: Random) -> House:
        spanish, plain = chance.random() < 0.35, chance.random() < 0.5

        def one(first_part: bool) -> str:
            found = listed(chance)
            if not spanish and chance.random() < 0.22:
                return particles[int(chance.random() * (4 if first_part else 5))] + found
            return found

        his, hers = (one(True), one(False)), (one(True), one(False))

        def person(sex: str, last: str) -> Name:
            draw = males if sex == "M" else females
            first = draw(chance)
            second = two(draw, chance, first)
            luck = chance.random()
            name = (
                Name(first, second, last)
                if luck < 0.45
                else Name(f"{first} {second}", "", last)
                if luck < 0.6
                else Name(first, "", last)
            )
            return Name(*(undotted(part) for part in name)) if plain else name

        # Spain writes the father's name first, Portugal the mother's.
        childs = f"{his[0]} {hers[0]}" if spanish else f"{hers[1]} {his[1]}"
        short = chance.random() < 0.25
        return House(
            person("M", " ".join(his)),
            person("F", " ".join(hers) if chance.random() < 0.8 else f"{hers[1]} {his[1]}"),
            lambda sex, born: person(sex, his[0 if spanish else 1] if short else childs),
            lambda sex, born: person(sex, " ".join(his)),
        )

    return house
