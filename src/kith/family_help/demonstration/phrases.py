"""What families and workers of the demonstration say while help goes on. Made up; ``{child}`` and the like as in the themes."""

FAMILY_SAYS = (
    "It helped that somebody asked instead of telling.",
    "We were nervous at first. Now we know who to ring.",
    "Some weeks are still hard. It is not like it was.",
    "We did most of it ourselves, really.",
    "I would have liked fewer forms and the same number of visits.",
)
WORKER_SAYS = (
    "Seen at home twice and at school once since the last review; the change is visible.",
    "Two steps forward, one back. The step back was noticed by the family first.",
    "The family carried out their own part in full.",
    "Not as far as hoped. The reason is the waiting list, not the family.",
)
REVIEW_WORDS = (
    "Everyone said what is better and what is not. The dates were kept. Agreed to go on with the same goals.",
    "A shorter meeting, at the kitchen table. The children showed the chart. One action was changed because it did not fit the shifts.",
    "The school could not come and sent a page. The grandmother came for the first time and took an action.",
)
PROPOSALS = (
    "We would like Sunday dinners together again, and one evening when nobody has to be anywhere.",
    "Nan can have them on Fridays. We can do mornings if someone helps for the first two weeks.",
    "We have written down what we can do and what we cannot. The cannot part is the money and the forms.",
    "Let us try our own way for a month, with somebody to ring if it goes wrong.",
)
HARDER = (
    "Ring the lead, then the team. At night ring the out-of-hours team. Any of us may ring, also the children.",
    "Grandmother comes the same evening. The children know the word that means come now.",
)
MOVING_ON = (
    "The school's pastoral lead keeps a weekly check until the summer. The family knows the family hub and who to ask for there.",
    "Grandfather and the aunt keep the Friday arrangement. If it stops working they ring the front door and say they were here before.",
)
BEST_PLACED = (
    "Knows the family already, and they asked for the same face.",
    "Works in the locality, has room, and has led families with the same need.",
    "The child named this person as somebody who listens.",
)
GENERAL_PARAGRAPHS = (
    "{child} likes school and has two good friends. Reading is on target. Mornings are the hard part of the day.",
    "Immunisations are up to date and the surgery has no further worries. Sleep was talked about and written down for a week.",
    "There is family near by: an aunt, a grandmother and a neighbour who would all come if rung. They had not been asked before.",
    "Rent and heating take most of the income. A benefits check found one thing that had never been claimed.",
    "The area has a park, a library and a bus every twenty minutes. {adult} would like to know more people.",
    "What was tried before is written here so that nobody has to tell it again.",
)
