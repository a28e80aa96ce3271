"""Worries about a baby, and about a child not yet born."""

from kith.people.demonstration.themes.theme import Theme, goal

BABY = Theme(
    "baby",
    "N1",
    0,
    ("16A", "4B"),
    (
        "{child} has dropped two lines on the weight chart. Feeds are made up thin at the end of the week because formula is dear.",
        "{child} is not brought for weighing and the last three visits had no answer, though the curtains moved.",
        "{adult} says {child} cries from six until midnight and that she puts the pram in the kitchen and shuts the door. She was"
        " tearful saying it.",
    ),
    "Noise complaint at 01:10. {child} red from crying in a clean cot, {adult} asleep on her feet. Officer made tea and stayed until"
    " an aunt came.",
    (
        "{adult} holds and talks to {child} with great tenderness.",
        "An aunt and a friend from the antenatal group who would come.",
    ),
    ("Extra health visits.", "Infant feeding team, one visit."),
    ("Rest, and someone to sit with.", "Formula until payday."),
    ("(too young for words: settles at {adult}'s voice, looks for her when somebody else holds)",),
    (
        goal(
            "{child} is not gaining weight as expected.",
            "We want {child} to be a chunky baby.",
            "{child} is back on the first line of the chart and stays there for a month.",
            "professional: The health visitor weighs {child} every Tuesday at home",
            "family: {adult} writes down each feed for two weeks",
        ),
        goal(
            "{adult} is exhausted and alone in the evenings.",
            "I want one evening when I can sleep.",
            "Two full nights a week for {adult}, five weeks running.",
            "network: The aunt stays on Wednesdays and Saturdays",
            "professional: The perinatal service sees {adult} within two weeks",
        ),
    ),
    (
        "{child} is alert, follows faces and startles at loud noise. Weight has been the worry since the second month.",
        "{adult} is young in confidence and quick to learn. She was in care for a time herself and is afraid of being judged.",
        "The flat is warm and clean. Steps to the door make the pram hard.",
    ),
    ("A loved baby whose needs outrun what one tired adult can give. The change needed is small, daily and soon.",),
    "{child} gains weight, and {adult} is not alone in the evenings.",
)

BEFORE_BIRTH = Theme(
    "before_birth",
    "N1",
    0,
    ("3B", "2B"),
    (
        "Booked late. {adult} asked that letters do not come home. An older child lives with a relative after an order in another"
        " county. She wants it to be different.",
        "{adult} is stable on a prescription and has missed two scans. She would like to be asked, not watched.",
    ),
    "Attended a dispute. {adult} is pregnant and was pushed. No injury, checked at hospital. Partner left before we came.",
    ("{adult} has come to every appointment since the first honest talk.", "Her mother has moved in with her."),
    ("Specialist midwife.",),
    ("A plan made before the birth and with her.",),
    ("(not yet born)",),
    (
        goal(
            "It is not yet settled who will be there for the baby in the first weeks.",
            "I want to take my baby home and have people round me.",
            "A written plan for the first six weeks, with names for every night.",
            "network: Grandmother stays for six weeks",
            "professional: The specialist midwife and the lead practitioner visit together each fortnight",
            "family: {adult} keeps the appointments and rings when she cannot",
        ),
    ),
    (
        "The pregnancy is going well. The scan at twenty-eight weeks was normal.",
        "{adult} speaks openly about what went wrong before and what she has done since.",
        "There is room for a cot, and a landlord who agrees.",
    ),
    ("There was harm before and much has changed since. What decides it is support at night and honesty in the first weeks.",),
    "Safe people around mother and baby from the first night.",
)
