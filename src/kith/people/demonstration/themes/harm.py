"""Worries about harm to a child, at home and outside it."""

from kith.people.demonstration.themes.theme import Theme, goal

DOMESTIC_ABUSE = Theme(
    "domestic_abuse",
    "N1",
    24,
    ("3B", "17A"),
    (
        "{child} told a teaching assistant that mornings are best because nobody shouts yet. {adult} came to collect with a"
        " bruise on her forearm and said she had walked into the car door.",
        "{adult} asked to speak to me alone after the appointment. She says {other} checks her telephone and decides when she"
        " may visit her sister. {child} goes quiet when his name is said.",
        "{child} has started to stay close to {adult} at the gate and cries if she is late. On Tuesday {child} drew the house"
        " with a lock on the outside of the bedroom door.",
        "Neighbours have told our housing officer about loud arguments at the weekend. {adult} has asked twice about moving and"
        " will not say why on the telephone.",
    ),
    "Called to the address at 22:40 after a neighbour heard shouting. {adult} had a red mark on her cheek and did not want to"
    " make a statement. {child} was awake on the stairs and asked an officer to stay. {other} was asked to leave and went.",
    (
        "{adult} gets the children to school every day and on time. Her sister lives ten minutes away and rings most evenings.",
        "{child} talks easily to a trusted adult at {school}. {adult} asked for help herself.",
        "The home is warm and well kept. {child} has a friend next door whose mother helps with lifts.",
    ),
    ("School offered the quiet room at break.", "The health visitor gave the helpline number, written on a receipt.", ""),
    (
        "Someone {adult} can talk to without {other} knowing.",
        "Advice about a safe place and about keeping the children in the same school.",
        "For {child} to have one person who checks how the weekend was.",
    ),
    (
        "I turn the telly up so I can't hear.",
        "I like it at Nan's because you can leave your door open.",
        "I want Mum to laugh like on holiday.",
    ),
    (
        goal(
            "{child} hears and sees arguments and lies awake listening for them.",
            "We want quiet nights so everyone can sleep.",
            "{child} sleeps through at least five nights in a week and says home feels calm.",
            "family: {adult} keeps bedtime at half past seven and reads the last story herself",
            "professional: The lead practitioner does three sessions with {child} about feelings and safe people",
        ),
        goal(
            "{adult} has no safe way to ask for help at night.",
            "I want a plan so I know what to do if it kicks off.",
            "{adult} has a written safety plan, has tried it out once, and two people know the code word.",
            "professional: The domestic abuse adviser makes the safety plan with {adult}",
            "network: Her sister keeps a packed bag and a spare key",
        ),
    ),
    (
        "{adult} has cared for the children alone on most days and does it with patience. Her confidence has been worn down by years"
        " of being told what she may do.",
        "The children have lived with raised voices and with watching for moods. {child} has learned to be very good and very quiet,"
        " which is easily missed.",
        "There has been no physical injury to a child. The worry is what they hear and see, and that it was becoming more frequent"
        " in the three months before the request.",
    ),
    (
        "The children are loved and their days are in order. What harms them is living beside fear. {adult} sees this clearly and wants"
        " it to stop; the risk is highest when she says so, and the plan has to come before the conversation.",
        "The harm to {child} is emotional and already shows in sleep and in friendships. {adult} is the strongest protection the"
        " children have and needs practical help to go on being it.",
    ),
    "Nobody in this house should have to listen for footsteps. The children need quiet nights and {adult} needs people beside her.",
)

NEGLECT = Theme(
    "neglect",
    "N1",
    18,
    ("16A", "4B"),
    (
        "{child} has come to {school} hungry four times this half term, in shoes that are too small. Lunch is eaten very fast.",
        "Home visit: no working cooker for three weeks, washing in the bath, little food in. {adult} was embarrassed and said it had"
        " got on top of her.",
        "Two dental appointments and the eye clinic missed. {child} has pain on one side and has stopped smiling in photographs.",
        "Attendance is 71 per cent. {child} is often in the park at school time with a younger child in a pushchair.",
    ),
    "Attended for a missing bicycle. Noted a cold house, broken bathroom window and two children in coats indoors. {adult} said the"
    " meter had run out until payday. Children cheerful, no injuries seen.",
    (
        "The children are affectionate with {adult} and she knows each one's likes and worries.",
        "{adult} says yes to help when it is offered kindly. A grandmother cooks on Sundays.",
        "{child} never misses football and the coach keeps an eye out.",
    ),
    ("Breakfast club place, used for two weeks.", "Food bank voucher and a referral to the welfare fund.", ""),
    (
        "Help to get the cooker mended and the house straight, then to keep it so.",
        "Someone who goes along to the dentist with them the first time.",
        "Mornings that work.",
    ),
    (
        "I save my toast for later in my pocket.",
        "My bed is good but it's cold. I'd like a blue blanket.",
        "When Mum's tired I put myself to bed.",
    ),
    (
        goal(
            "{child} does not have regular meals or clothes that fit.",
            "We want food in the cupboard all week, not just at the start.",
            "There is an evening meal on every day of two weeks in a row, and shoes that fit.",
            "family: {adult} makes a week's list on Sunday and keeps it on the fridge",
            "professional: The lead practitioner applies for a cooker and goes through benefits with {adult}",
        ),
        goal(
            "Appointments for teeth and eyes have been missed.",
            "I want {child}'s tooth to stop hurting.",
            "{child} has been to the dentist and the eye clinic and the next dates are on the wall.",
            "network: Grandmother drives to the first two appointments",
            "professional: The school nurse rings the day before each appointment",
        ),
    ),
    (
        "The house is rented and in poor repair; the landlord has been written to. Since the cooker was mended the family eats"
        " together three evenings a week.",
        "{child} is small for age and often tired. Teachers describe a funny, generous child who gives away food.",
        "{adult} has been low since the spring and finds mornings hardest. She was not looked after well herself and says so.",
    ),
    (
        "This is neglect through exhaustion and want of money more than want of care. It has lasted long enough to show in {child}'s"
        " health and learning. With steady help the parents change things; without it they slip back within weeks.",
        "What the children need is ordinary and daily. Improvement has come before and did not last, so the plan is about who notices"
        " first when it slides.",
    ),
    "Meals, sleep, teeth and school have to become dependable, and stay so when the helpers step back.",
)

ALCOHOL = Theme(
    "alcohol",
    "N1",
    9,
    ("1B", "16A"),
    (
        "{adult} smelled of drink at collection on two afternoons and was unsteady. We kept {child} until an aunt came.",
        "{child} told the nurse that {adult} sleeps on the sofa in the day and that it is hard to wake her.",
        "Surgery records show three falls since the summer. {adult} said today that she is drinking every evening and wants to stop.",
    ),
    "Road stop at 16:10. {adult} blew over the limit with {child} in the back seat, belted. Arrested, polite. {child} collected by"
    " a grandfather.",
    (
        "{adult} asked for help before anyone told her to. She has stopped before, for two years.",
        "A grandfather who is sober, near and willing. {child} stays with him on Fridays.",
    ),
    ("One appointment with the alcohol service, not kept.", ""),
    ("Support to cut down safely.", "A plan for who collects {child} on a bad day."),
    ("I can tell by the way she says hello.", "I pour some of it down the sink. Don't tell.", "Grandad's house smells of toast."),
    (
        goal(
            "{child} is sometimes looked after by somebody who has been drinking.",
            "I want to be the mum who is there after school.",
            "For six weeks {child} is collected every day by somebody sober.",
            "family: {adult} goes to the Tuesday group and rings her sponsor on bad days",
            "network: Grandfather collects on Mondays and Fridays and whenever the word is given",
        ),
        goal(
            "{child} worries and keeps secrets about drinking.",
            "I don't want {child} to have to look after me.",
            "{child} has somebody to talk to each week and says so.",
            "professional: The young carers' worker sees {child} once a week at {school}",
        ),
    ),
    (
        "Drinking begins in the evening and has crept earlier. On good days {adult} is warm, organised and funny.",
        "{child} watches closely and has taken on jobs that belong to adults: locking up, waking {adult}, answering the door.",
        "The wider family is close and worn out. They have covered for a long time and want someone to say it aloud.",
    ),
    (
        "The risk is in particular hours and is predictable. That makes it possible to plan for. {adult} wants to stop, and the family"
        " network is the safety in the meantime.",
    ),
    "{child} should never have to check whether it is safe to fall asleep.",
)

EXPLOITATION = Theme(
    "exploitation",
    "N1",
    6,
    ("24A", "10A"),
    (
        "{child} has two new telephones and a coat nobody bought. Missing from lessons on Thursdays and came back with mud to the knees"
        " and a train ticket from a town sixty miles away.",
        "{child} said to a youth worker: I owe people. Older boys wait in a grey car by the bus stop.",
        "Third time missing overnight since September. {adult} rings everyone and sits up.",
    ),
    "Found at 03:15 in a flat known to us, with two adults who are not relatives, a knife on the table and cash. {child} tired,"
    " hungry and said nothing. {adult} came at once to the station.",
    (
        "{adult} reports every absence straight away and has never stopped looking.",
        "{child} still turns up for boxing and trusts the coach.",
    ),
    ("Youth worker met {child} twice.", "Changed the bus route."),
    ("A way out of what {child} owes.", "One adult {child} will ring at night."),
    ("You don't get it, you can't just stop.", "Boxing's the only place I don't think.", "I don't want my mum to see them."),
    (
        goal(
            "{child} is used by older people to carry things and is afraid of them.",
            "I want it to be over without anyone getting hurt.",
            "Eight weeks with no night away, and {child} says the debt is gone.",
            "professional: The exploitation worker meets {child} twice a week where {child} chooses",
            "professional: Police disrupt the address and keep {child}'s name out of it",
            "family: {adult} keeps the agreed words by the telephone and does not search the room",
        ),
        goal(
            "{child} has dropped out of lessons.",
            "I'd go if it was mornings and I could still train.",
            "{child} is in a morning timetable four days a week.",
            "professional: {school} makes a morning timetable and a safe way in",
            "network: The boxing coach gives lifts on training days",
        ),
    ),
    (
        "Home is safe and strict in an ordinary way. What threatens {child} is outside: a group of older people who first gave and"
        " then asked.",
        "{child} is proud, loyal and frightened. Questions close the conversation; lifts and food open it.",
        "{adult} has been followed home once. That frightened {child} more than anything said in the interview.",
    ),
    (
        "{child} is being harmed by people outside the family and needs to be treated as somebody harmed. The parents are the best"
        " protection and should be in the room for every decision.",
    ),
    "The people who hold the debt have to become more uncomfortable than {child} is.",
)
