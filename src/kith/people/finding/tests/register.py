"""A made-up register of families and the slips people make when they write a name down. Shares nothing with the matcher."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

FORENAMES = (
    "Oliver Noah George Arthur Muhammad Leo Harry Oscar Archie Henry Theodore Freddie Jack Charlie Jacob Alfie Thomas Finley Lucas "
    "Isaac Joshua Samuel Ethan Daniel Logan Mason Harrison Sebastian Adam Dylan Zachary Riley Teddy David Toby Rory Elijah Reuben "
    "Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Sienna Poppy Elsie Emily Ella "
    "Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya Sofia Alice Emilia Isabelle Ruby Luna Maisie Aria Penelope Mila Bonnie "
    "Eva Hallie Eliza Ada Violet Esme Arabella Chloe Jessica Orla Robyn Erin Niamh Siobhan Ffion Rhys Owain Bronwen Megan Callum "
    "Ewan Hamish Kirsty Agnieszka Katarzyna Zuzanna Piotr Marek Tomasz Wojciech Jakub Magdalena Ioana Andrei Stefan Elena Mihai "
    "Aisha Fatima Zainab Maryam Yusuf Ibrahim Hamza Bilal Omar Imran Khadija Amina Priya Arjun Rohan Anjali Neha Sanjay Harpreet "
    "Gurpreet Simran Manpreet Chidi Ngozi Emeka Adaeze Kwame Akua Kofi Abena Tendai Rudo Wei Mei Jing Hao Linh Minh Thu Nguyet Yan "
    "Sakura Hiroshi Maria Jose Ana Joao Beatriz Carlos Lucia Pablo Svetlana Dmitri Oksana Taras Olena Leila Reza Parisa Cyrus Dilan "
    "Kevin Darren Tracey Sharon Nicola Michelle Lisa Paul Mark Steven Andrew Karen Susan Janet Brian Keith Wayne Dean Lee Craig"
).split()
SURNAMES = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood "
    "Jackson Clarke Harris Clark Lewis Hughes Turner Hill Cooper Morris Ward Moore Baker King Harrison Morgan Allen James Phillips "
    "Scott Watson Davis Parker Bennett Price Griffiths Young Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw Murphy "
    "Miller Cox Khan Richards Marshall Anderson Simpson Ellis Adams Singh Begum Wilkinson Foster Chapman Powell Webb Rogers Gray "
    "Mason Ali Hunt Hussain Campbell Matthews Owen Palmer Holmes Mills Barnes Knight Lloyd Butler Russell Barker Fisher Stevens "
    "Jenkins Murray Dixon Harvey Patel Ahmed Kaur Stickland Pennell Speight Tansley Boothe Whitlock Hallam Gaskin Dring Crow "
    "Fenwick Ashdown Thistlethwaite Featherstone Wolstenholme Cholmondeley Kowalczyk Nowak Wisniewska Zielinski Lewandowski Wojcik "
    "Popescu Ionescu Dumitru Lakatos Horvath Novak Okafor Adeyemi Mensah Boateng Moyo Ncube Chen Wang Zhang Nguyen Tran Tanaka "
    "Silva Santos Garcia Fernandez Ivanova Petrenko Shevchenko Hosseini Rahimi Demir Yilmaz Chowdhury Miah Iqbal Malik Sheikh "
    "Sharma Gupta Reddy O'Brien O'Connor McDonald MacLeod Fitzgerald Gallagher Doherty Byrne Le-Roux VanDijk Schmidt Rossi Bianchi"
).split()
STREETS = "Anvil Harness Mill Forge Church Station Orchard Chapel Quarry Meadow Kempe Fenside Brick Tern Withy Ropewalk".split()
KINDS = "Road Street Close Lane Row Court Terrace Way".split()


@dataclass(frozen=True)
class Made:
    """A person of the register."""

    number: int
    forename: str
    surname: str
    born: date
    sex: str
    address: str
    postcode: str


def register(size: int, seed: int = 1989) -> list[Made]:
    """Return ``size`` people in households; common names are common."""
    rng = random.Random(seed)
    weight_of = [1 / (place + 4) ** 0.6 for place in range(len(SURNAMES))]
    people: list[Made] = []
    home = 0
    while len(people) < size:
        home += 1
        surname = rng.choices(SURNAMES, weight_of)[0]
        address = f"{rng.randrange(1, 140)} {rng.choice(STREETS)} {rng.choice(KINDS)}"
        postcode = f"ZZ99 {home // 15 % 10}{_two(home // 150)}"
        for _ in range(rng.randrange(1, 6)):
            born = date(2026, 2, 1) - timedelta(days=rng.randrange(0, 18 * 365 if rng.random() < 0.7 else 55 * 365))
            people.append(Made(len(people), rng.choice(FORENAMES), surname, born, rng.choice("FM"), address, postcode))
    return people[:size]


def _two(number: int) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return letters[number // 20 % 20] + letters[number % 20]


def _letter_slip(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word)) if len(word) > 1 else 0
    kind = rng.randrange(4)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    if kind == 0 and len(word) > 3:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2 and place < len(word) - 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + letter + word[place + 1 :]


def _by_ear(word: str) -> str:
    for heard, written in (
        ("ph", "f"), ("ck", "k"), ("ough", "off"), ("ee", "ea"), ("ie", "y"), ("cz", "ch"), ("sz", "sh"), ("w", "v"), ("ai", "ay"),
        ("th", "t"), ("ou", "oo"), ("ll", "l"), ("nn", "n"), ("ss", "s"), ("y", "ie"), ("v", "f"), ("z", "s"), ("c", "k"), ("i", "y"),
        ("e", "a"), ("o", "u"),
    ):  # fmt: skip
        at = word.lower().find(heard, 1)
        if at > 0:
            return word[:at] + written + word[at + len(heard) :]
    return word + "e"


def _digit(born: date, rng: random.Random) -> date:
    while True:
        text = born.isoformat()
        place = rng.choice([2, 3, 5, 6, 8, 9])
        try:
            wrong = date.fromisoformat(text[:place] + str(rng.randrange(10)) + text[place + 1 :])
        except ValueError:
            continue
        if wrong != born and 1930 < wrong.year <= 2026:
            return wrong


def _elsewhere(made: Made, rng: random.Random) -> Made:
    return replace(made, address=f"{rng.randrange(200, 300)} Nowhere {rng.choice(KINDS)}", postcode="ZZ99 9ZZ")


def _swapped_date(made: Made, rng: random.Random) -> Made | None:
    if made.born.day > 12 or made.born.day == made.born.month:
        return None
    return _elsewhere(replace(made, born=made.born.replace(month=made.born.day, day=made.born.month)), rng)


def _married(made: Made, rng: random.Random) -> Made:
    return replace(made, surname=rng.choice([s for s in SURNAMES if s != made.surname]))


_HANDS: dict[str, Callable[[Made, random.Random], Made | None]] = {
    "swapped names": lambda m, rng: _elsewhere(replace(m, forename=m.surname, surname=m.forename), rng),
    "changed surname": _married,
    "changed surname and moved": lambda m, rng: _elsewhere(_married(m, rng), rng),
    "by ear": lambda m, rng: _elsewhere(replace(m, forename=_by_ear(m.forename), surname=_by_ear(m.surname)), rng),
    "a letter in the forename": lambda m, rng: _elsewhere(replace(m, forename=_letter_slip(m.forename, rng)), rng),
    "a letter in the surname": lambda m, rng: _elsewhere(replace(m, surname=_letter_slip(m.surname, rng)), rng),
    "day and month swapped": _swapped_date,
    "one wrong digit": lambda m, rng: _elsewhere(replace(m, born=_digit(m.born, rng)), rng),
    "a letter and a digit": lambda m, rng: replace(m, surname=_letter_slip(m.surname, rng), born=_digit(m.born, rng)),
    "moved": _elsewhere,
}
SLIPS = tuple(_HANDS)


def slip(kind: str, made: Made, rng: random.Random) -> Made | None:
    """Return the person as another hand writes them, or ``None`` when this slip changes nothing."""
    return _HANDS[kind](made, rng)
