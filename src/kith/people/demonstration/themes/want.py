"""Worries about what a family goes without, by illness, absence or want of money."""

from kith.people.demonstration.themes.theme import Theme, goal

DISABILITY = Theme(
    "disability",
    "N2",
    9,
    ("6A",),
    (
        "{child} has a rare condition and three clinics. {adult} has not slept through a night since spring and hurt her back lifting.",
        "{child} cannot be left at all, by day or by night. Visitors are met at the door and not asked in.",
        "The hoist is broken and the repair is argued about between two offices.",
    ),
    "Found {child} by the main road at 06:20, not speaking, in pyjamas, unhurt. {adult} had slept for the first time in two days.",
    ("{child} laughs at music and knows forty signs.", "Parents who know more about the condition than anyone."),
    ("Two nights of respite in a year.", "An alarm on the door."),
    ("Nights.", "One person who rings the others."),
    ("(signs) swim, swim, swim.", "I want a sleepover at somebody else's house."),
    (
        goal(
            "Nobody at home gets enough sleep to be safe.",
            "We want two nights a month to sleep.",
            "Two nights of respite in each of three months.",
            "professional: The lead practitioner brings the request to the short-breaks panel",
            "network: Uncle learns the feeding pump and takes Saturday mornings",
        ),
        goal(
            "Appointments collide and reports do not travel.",
            "We want to tell the story once.",
            "One calendar and one page that every clinic has.",
            "professional: The children's nurse keeps the calendar and sends the page",
        ),
    ),
    (
        "{child} needs help with everything from waking to sleep and shows clearly what is liked and not.",
        "The parents are skilled and exhausted. They argue only about whose turn it is.",
        "Clubs, friends and holidays have been given up one by one, and everybody says that it is all right.",
    ),
    ("{child} is well cared for by people who cannot go on at this rate. Help now keeps a good home going.",),
    "The family sleeps, and one person joins up the clinics.",
)

PARENTAL_HEALTH = Theme(
    "parental_health",
    "N3",
    5,
    ("4B", "7A"),
    (
        "{adult} is back home after five weeks in hospital. {child} has been giving the tablets and has missed eleven days.",
        "{adult} told the health visitor that the thoughts have come back and that she is afraid to bathe the baby.",
        "{child} asked the librarian for a book about what to do when someone hears things.",
    ),
    "{adult} found on the bridge at 05:50, talked down by a passer-by. Taken to hospital. {child} at home alone, dressed and ready"
    " for class when we arrived.",
    ("{adult} knows the early signs and wrote them down for us.", "A neighbour with a key who has {child} to tea."),
    ("Crisis team twice.", "Medication changed last week."),
    ("That {child} is told the truth in words for a child.", "A plan for bad days that does not begin with {child}."),
    ("I know all the tablets by colour.", "When she's well we make pancakes at night."),
    (
        goal(
            "{child} looks after a parent who is ill.",
            "I want {child} to be a kid again.",
            "{child} goes to two clubs a week and an adult gives the tablets.",
            "professional: The community nurse gives the tablets and rings the lead on the same day if worried",
            "network: The neighbour has {child} on Tuesdays and Thursdays",
        ),
    ),
    (
        "When well, {adult} is attentive and playful. Illness comes about twice a year and builds up over ten days.",
        "{child} is old for the age and proud of being trusted.",
        "Nobody had ever told {child} what the illness is called.",
    ),
    ("The pattern is known. A plan that adults carry out, made on a good day, takes the weight from {child}.",),
    "Adults look after {adult}, and {child} is told what is going on.",
)

ABSENT_PARENT = Theme(
    "kinship",
    "N8",
    3,
    ("20",),
    (
        "{child} has lived with {adult}, a grandparent, since the spring. No papers, no allowance, and {school} will not take a signature.",
        "{adult} has three grandchildren in two bedrooms and her own knee operation in May.",
    ),
    "Spoken to {adult}, who reported that the children's mother left a note and has gone. Children safe in bed.",
    ("Devoted grandparents. The children call it home.", "A cousin of the same age next door."),
    ("Asked the council twice and was told to ring someone else.",),
    ("To know where they stand.", "Someone who explains the orders in plain words."),
    ("I want to stay at Nan's and know where Mum is.", "We've got a chart for the bathroom."),
    (
        goal(
            "Nobody at home has the right to decide for {child}.",
            "We want it on paper that they live with us.",
            "The family has had legal advice and chosen what to apply for.",
            "professional: The lead practitioner arranges the kinship advice appointment and goes along",
            "network: The uncle writes down who can have whom if {adult} is in hospital",
        ),
    ),
    (
        "The move was sudden and the children were told at bedtime.",
        "{adult} is firm and loving and lives on a pension.",
        "Their mother rings on Sundays. The children plan what to tell her all week.",
    ),
    ("A good home without standing or money. What is missing is on paper, and it can be mended.",),
    "The children stay, and it becomes official and affordable.",
)

MONEY = Theme(
    "money",
    "N7",
    1,
    ("20",),
    (
        "{adult} works nights and is paid less than the rent. {child} has outgrown the uniform and stays away on PE days.",
        "The family cannot afford the bus to the special unit and walks four miles.",
    ),
    "Shoplifting of nappies and formula, £21. {adult} cooperative, no previous. Store did not wish to proceed.",
    ("Careful with every pound and honest about it.", "{child} is top of the maths set."),
    ("Uniform exchange.",),
    ("Someone who knows the benefits.",),
    ("We play the meter game: coats on till six.",),
    (
        goal(
            "There is not enough money for heat, travel and uniform.",
            "We want to get to the end of the month.",
            "All benefits are claimed and nothing is cut off for three months.",
            "professional: The welfare rights adviser checks every claim with {adult}",
            "family: {adult} brings the payslips and keeps the meter readings",
        ),
    ),
    (
        "Everything that depends on care is there; everything that depends on money is not.",
        "{child} knows prices and does not ask.",
        "Two claims were never made because the form is online.",
    ),
    ("There is no worry about care. The need is money and it is urgent in winter.",),
    "The claims are made and the heating stays on.",
)

SELF_HARM = Theme(
    "self_harm",
    "N5",
    5,
    ("15A", "4A"),
    (
        "{child} showed a friend cuts on the arm, healing. Friend told us. {child} is relieved and does not want {adult} told yet.",
        "{child} took six tablets on Sunday and told {adult} an hour later. Medically well. Says it was to make the noise stop.",
    ),
    "Concern for safety after messages shared in a group chat. {child} found at a friend's, calm. {adult} informed with {child}'s agreement.",
    ("{child} told someone. Writes, draws and is well liked.", "{adult} listened and did not shout."),
    ("School counsellor, four sessions.", "Waiting list of nineteen weeks."),
    ("Help before the waiting list ends.", "That {adult} knows what to say."),
    ("It's like a radio between stations.", "I can tell Miss Okoro because she doesn't do the face."),
    (
        goal(
            "{child} hurts {child}'s own body when feelings are too big.",
            "I want other things that work.",
            "Four weeks in which {child} used the list first.",
            "family: {child} writes the list; {adult} locks the tablets away and knocks before coming in",
            "professional: The school nurse sees {child} on Mondays and Thursdays",
        ),
    ),
    (
        "{child} does well in class and is exhausted by it.",
        "{adult} blames the divorce and herself. They have begun to eat together again.",
        "Risk was talked through with {child}: what helps, who to ring, what not to keep in the room.",
    ),
    ("Real distress with real protection around it. Speed matters more than the name of the service.",),
    "{child} has people and things to turn to, tonight as well as in nineteen weeks.",
)
