"""How families of African and Asian traditions are named."""

from collections.abc import Callable
from random import Random

from bench.matching.naming import Draw, House, Joined, Name, sections, undotted


class _SouthAsianMuslim:
    """Draws the families of this tradition: names before the own name, titles, and a daughter's surname that nobody else has."""

    def __init__(self) -> None:
        own = sections("south_asian_muslim")
        self.before, self.males = own["prefix_names"], Draw(own["male"], 20)
        self.females, self.titles = Draw(own["female"], 20), Draw(own["female_titles"], 2)
        self.male_tail = Joined(own["male_tail_front"], own["male_tail_end"])
        self.female_tail = Joined(own["female_tail_front"], own["female_tail_end"])
        self.listed, self.tail = Draw(own["surnames"], 6), Joined(own["surname_tail_front"], own["surname_tail_end"])

    def surname(self, chance: Random) -> str:
        return self.tail(chance) if chance.random() < 0.1 else self.listed(chance)

    def man(self, chance: Random) -> str:
        return self.male_tail(chance) if chance.random() < 0.1 else self.males(chance)

    def woman(self, chance: Random) -> str:
        return self.female_tail(chance) if chance.random() < 0.12 else self.females(chance)

    def male(self, chance: Random, first_name: str, last: str) -> Name:
        own_name = self.man(chance)
        luck = chance.random()
        if luck < 0.22:
            return Name(first_name, own_name, last, own_name if chance.random() < 0.15 else "")
        if luck < 0.34:
            return Name(f"{first_name} {own_name}", "", last)
        return Name(own_name, self.man(chance) if luck < 0.5 else "", last)

    def female(self, chance: Random, last: str, titled: float) -> Name:
        own_name = self.woman(chance)
        if chance.random() < titled:
            return Name(own_name, "", self.titles(chance))
        return Name(own_name, self.titles(chance) if chance.random() < 0.15 else "", last)

    def __call__(self, chance: Random) -> House:
        first_name = self.before[int(len(self.before) * chance.random() ** 1.5)]
        fathers, mothers = self.surname(chance), self.surname(chance)
        father = self.male(chance, first_name, fathers)
        # In many families a daughter's surname is her father's own name, or a title, not a name that all share.
        shared = chance.random() < 0.7
        own_of_father = (father.middle_names or father.forename).split()[-1]

        def child(sex: str, born: int) -> Name:
            last = fathers if shared else own_of_father
            if sex == "M":
                return self.male(chance, first_name, last)
            return self.female(chance, last, 0.12 if born > 2005 else 0.4)

        def elder(sex: str, born: int) -> Name:
            return self.male(chance, first_name, fathers) if sex == "M" else self.female(chance, mothers, 0.75)

        return House(father, self.female(chance, fathers if shared else mothers, 0.45), child, elder)


def south_asian_muslim() -> Callable[[Random], House]:
    """Return what names one more family of this tradition."""
    return _SouthAsianMuslim()


def sikh_hindu() -> Callable[[Random], House]:
    own = sections("sikh_hindu")
    sikh, males, females = Joined(own["sikh_front"], own["sikh_end"], 10), Draw(own["male"], 25), Draw(own["female"], 25)
    sikh_listed, listed = Draw(own["sikh_surnames"][2:], 12), Draw(own["surnames"], 6)
    tail = Joined(own["surname_tail_front"], own["surname_tail_end"])

    def sikh_house(chance: Random) -> House:
        clan, uses_clan = sikh_listed(chance), chance.random() < 0.65

        def person(sex: str, born: int) -> Name:
            first, title = sikh(chance), "Singh" if sex == "M" else "Kaur"
            if uses_clan:
                return Name(first, title if chance.random() < 0.8 else "", clan)
            return Name(first, "", title)

        return House(person("M", 1984), person("F", 1986), person, person)

    def hindu_house(chance: Random) -> House:
        tamil = chance.random() < 0.15
        last = tail(chance) if chance.random() < (0.6 if tamil else 0.06) else listed(chance)

        def person(sex: str, born: int) -> Name:
            first = males(chance) if sex == "M" else females(chance)
            return Name(first, males(chance) if chance.random() < 0.25 else "", last)

        father = person("M", 1984)
        mother = person("F", 1986)
        if tamil:
            # A Tamil child's surname is the father's own name.
            return House(
                father,
                mother._replace(surname=father.forename),
                lambda sex, born: person(sex, born)._replace(surname=father.forename),
                person,
            )
        return House(father, mother, person, person)

    return lambda chance: sikh_house(chance) if chance.random() < 0.5 else hindu_house(chance)


def west_african() -> Callable[[Random], House]:
    own = sections("west_african")
    listed, tail = Draw(own["surnames"], 20), Joined(own["surname_tail_front"], own["surname_tail_end"])
    english = {"F": Draw(own["english_female"], 15), "M": Draw(own["english_male"], 15)}
    african = {"F": Draw(own["female"], 40), "M": Draw(own["male"], 40)}
    made = Joined(own["tail_front"], own["tail_end"])

    def house(chance: Random) -> House:
        his = tail(chance) if chance.random() < 0.4 else listed(chance)
        hers = his if chance.random() < 0.6 else listed(chance)

        def person(sex: str, last: str) -> Name:
            own_name = made(chance) if chance.random() < 0.25 else african[sex](chance)
            luck = chance.random()
            if luck < 0.4:
                more = f" {made(chance)}" if chance.random() < 0.4 else ""
                return Name(english[sex](chance), own_name + more, last, own_name if luck < 0.04 else "")
            if luck < 0.65:
                return Name(own_name, english[sex](chance), last)
            if luck < 0.85:
                return Name(own_name, f"{made(chance)} {african[sex](chance)}", last)
            return Name(own_name, "", last)

        return House(person("M", his), person("F", hers), lambda sex, born: person(sex, his), lambda sex, born: person(sex, his))

    return house


def arabic() -> Callable[[Random], House]:
    own = sections("arabic")
    males, females, listed, places = (
        Draw(own["male"], 20),
        Draw(own["female"], 25),
        Draw(own["surnames"], 15),
        Draw(own["nisba"], 40),
    )
    fronts = ("Al-", "Al ", "El ", "El-", "Al")

    def surname(chance: Random) -> str:
        luck = chance.random()
        if luck < 0.38:
            place = places(chance)
            front = fronts[int(chance.random() * len(fronts))]
            return front + (place.lower() if front == "Al" else place)
        if luck < 0.46:
            return f"Abdul {males(chance)}"
        if luck < 0.5:
            return f"Bin {males(chance)}"
        return listed(chance)

    def house(chance: Random) -> House:
        his, hers = surname(chance), surname(chance)
        father = Name(males(chance), males(chance), his)

        def person(sex: str, last: str, of: str) -> Name:
            return Name(males(chance) if sex == "M" else females(chance), of if chance.random() < 0.5 else "", last)

        return House(
            father,
            person("F", his if chance.random() < 0.25 else hers, males(chance)),
            lambda sex, born: person(sex, his, father.forename),
            lambda sex, born: person(sex, his if sex == "M" else hers, father.middle_names),
        )

    return house


def somali() -> Callable[[Random], House]:
    own = sections("somali")
    males, females, elders = Draw(own["male"], 12), Draw(own["female"], 12), Draw(own["elders"], 10)

    def house(chance: Random) -> House:
        father = Name(males(chance), elders(chance), elders(chance))
        mother = Name(females(chance), elders(chance), elders(chance))
        chain = chance.random() < 0.65

        def child(sex: str, born: int) -> Name:
            first = males(chance) if sex == "M" else females(chance)
            if chain:
                return Name(first, father.forename, father.middle_names)
            return Name(first, father.forename if chance.random() < 0.4 else "", father.surname)

        def elder(sex: str, born: int) -> Name:
            return Name(males(chance) if sex == "M" else females(chance), elders(chance), elders(chance))

        return House(father, mother, child, elder)

    return house


def chinese_vietnamese() -> Callable[[Random], House]:
    own = sections("chinese_vietnamese")
    english = {"F": Draw(own["english_female"]), "M": Draw(own["english_male"])}
    pinyin, cantonese = Draw(own["pinyin"], 40), Draw(own["cantonese"], 30)
    pinyin_last, cantonese_last, viet_last = (
        Draw(own["pinyin_surnames"], 8),
        Draw(own["cantonese_surnames"], 6),
        Draw(own["viet_surnames"], 1),
    )
    viet = {"F": Draw(own["viet_female"], 15), "M": Draw(own["viet_male"], 15)}

    def chinese(chance: Random) -> House:
        his, hers = pinyin_last(chance), pinyin_last(chance)

        def person(sex: str, last: str) -> Name:
            first = pinyin(chance).capitalize()
            second = pinyin(chance)
            luck = chance.random()
            given = first if luck < 0.15 else first + second if luck < 0.75 else f"{first} {second.capitalize()}"
            return Name(given, "", last, english[sex](chance) if chance.random() < 0.2 else "")

        return House(
            person("M", his),
            person("F", hers),
            lambda sex, born: person(sex, his),
            lambda sex, born: person(sex, his if sex == "M" else hers),
        )

    def hong_kong(chance: Random) -> House:
        his, hers = cantonese_last(chance), cantonese_last(chance)

        def person(sex: str, last: str) -> Name:
            first, second = cantonese(chance), cantonese(chance)
            given = f"{first} {second}" if chance.random() < 0.7 else f"{first}-{second}"
            luck = chance.random()
            if luck < 0.4:
                return Name(english[sex](chance), given, last)
            return Name(given, english[sex](chance) if luck < 0.5 else "", last, english[sex](chance) if luck > 0.85 else "")

        return House(
            person("M", his),
            person("F", hers),
            lambda sex, born: person(sex, his),
            lambda sex, born: person(sex, his if sex == "M" else hers),
        )

    def vietnamese(chance: Random) -> House:
        his, hers = viet_last(chance), viet_last(chance)
        plain = chance.random() < 0.6

        def person(sex: str, last: str) -> Name:
            first = viet[sex](chance)
            middle = ("Thị" if sex == "F" else "Văn") if chance.random() < 0.45 else viet[sex](chance)
            name = Name(f"{middle} {first}", "", last) if chance.random() < 0.4 else Name(first, middle, last)
            return Name(*(undotted(part) for part in name)) if plain else name

        return House(
            person("M", his),
            person("F", hers),
            lambda sex, born: person(sex, his),
            lambda sex, born: person(sex, his if sex == "M" else hers),
        )

    def house(chance: Random) -> House:
        luck = chance.random()
        return chinese(chance) if luck < 0.4 else hong_kong(chance) if luck < 0.75 else vietnamese(chance)

    return house
