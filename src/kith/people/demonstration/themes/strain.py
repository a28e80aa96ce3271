"""Worries about strain in a family: conflict, behaviour, stress."""

from kith.people.demonstration.themes.theme import Theme, goal

CONFLICT = Theme(
    "conflict",
    "N5",
    8,
    ("17A",),
    (
        "Handovers between the parents are loud and in front of the class. {child} has tummy ache every other Friday.",
        "{child} carries messages between {adult} and {other}, and told us: they both say the other one lies.",
        "{other} rang asking for reports that {adult} says he may not have. {child} asked which parent's evening to tell the truth at.",
    ),
    "Called to a dispute at a handover in a car park. Words only, no offences. {child} sat in the car with hands over ears.",
    (
        "Both parents turn up for {child} and both want things to be better.",
        "A stepmother whom {child} likes and who stays out of it.",
    ),
    ("Mediation: one of two came.", ""),
    ("Handovers without an audience.", "That {child} need not choose."),
    (
        "I've got two toothbrushes and two birthdays and it's still too loud.",
        "Can the plan say no talking about court in the car?",
    ),
    (
        goal(
            "{child} is in the middle of the parents' quarrel.",
            "We want {child} to be able to love us both out loud.",
            "Ten handovers in a row at {school} with no words between the parents.",
            "family: {adult} and {other} write in the handover book and say only hello",
            "professional: The lead practitioner meets each parent alone and then {child}",
        ),
        goal(
            "{child}'s stomach aches keep {child} out of lessons.",
            "I want Fridays to be normal.",
            "No Friday missed in a half term.",
            "professional: {school} gives {child} a calm start on Fridays",
        ),
    ),
    (
        "{child} has a room in each house and belongs in both. Rules differ and {child} manages the difference with skill.",
        "The parents separated two years ago. Each tells a story in which the other is not to be trusted.",
        "There is no evidence that either home is unsafe. The harm is in the space between them.",
    ),
    ("Two good enough homes and one bad border. {child} is loyal to both and pays for it in aches and silence.",),
    "The quarrel has to move out of {child}'s hearing.",
)

BEHAVIOUR = Theme(
    "behaviour",
    "N6",
    4,
    ("14A", "4A"),
    (
        "Two fixed-term exclusions this term, both after lunch. {child} throws chairs and then cries.",
        "{adult} says she is frightened of {child} at fourteen stone and of saying so. Doors are broken at home.",
    ),
    "Complaint of damage to a bus shelter. {child} admitted it, apologised and was taken home. {adult} in tears, said nobody listens.",
    (
        "Wonderful with animals. Walks next door's dog every day.",
        "{adult} keeps going and keeps a diary of what sets things off.",
    ),
    ("Parenting course finished in March.", "Part-time timetable."),
    ("An assessment that has been promised for a year.", "A break at weekends."),
    ("It goes red and then I'm sorry.", "Dogs don't tell you to calm down."),
    (
        goal(
            "{child} hurts others and things when overwhelmed.",
            "I want to stop before it goes red.",
            "Fewer than two incidents in a month, by the diary.",
            "family: {child} uses the card and the back door; {adult} does not follow for ten minutes",
            "professional: The specialist teacher and {adult} agree the same three steps for home and class",
        ),
    ),
    (
        "Outbursts come with noise, waiting and change of plan. {child} sees them coming a minute before adults do.",
        "{adult} has arranged life around avoiding them and sees few friends.",
        "Teachers who keep to the same words have hardly any trouble.",
    ),
    (
        "This is a child who cannot yet do something, not one who will not. Home and {school} doing the same thing is most of the answer.",
    ),
    "Everybody says the same words, and the waiting list has an end.",
)

STRESS = Theme(
    "stress",
    "N4",
    10,
    ("4B", "20"),
    (
        "The whole family lives in one room of a guest house since the fire. {child} does homework in the corridor.",
        "{adult}'s mother died in August and {adult} has not been back to work. The children are often late and {child} has"
        " stopped talking in class.",
        "Eviction notice for the 28th. {adult} has not opened the last letters and showed me a carrier bag full of them.",
    ),
    "Welfare check asked for by an employer. {adult} at home, tired, two children well. Says rent is three months behind since"
    " the warehouse closed.",
    ("Church and neighbours bring meals. They are kind to each other at home.", "{adult} managed well until this year."),
    ("Citizens Advice, first appointment.", ""),
    ("A home with a door that shuts.", "Someone to open the letters with."),
    ("I miss Nana and I'm not allowed to say it because Mum cries.", "I want a table."),
    (
        goal(
            "The family has no settled home.",
            "We want our own front door before Christmas.",
            "A tenancy is signed and the children can walk to school.",
            "professional: The housing officer and {adult} open the letters and answer them together each Monday",
            "family: {adult} keeps the file and the bidding dates",
        ),
        goal(
            "{child} is grieving and has nowhere to take it.",
            "I'd like to talk about Nana.",
            "{child} has had six sessions and made a memory box.",
            "network: Aunt takes the children to the grave on the first Sunday of each month",
            "professional: The bereavement worker sees {child} at {school}",
        ),
    ),
    (
        "Until this year the family needed no help. Several losses came at once.",
        "{child} is careful of {adult}'s feelings and hides sadness.",
        "Money is short because of the move, not because of how it is spent.",
    ),
    ("A capable family knocked over by events. Practical help early will do more than anything later.",),
    "A settled home and room to be sad.",
)
