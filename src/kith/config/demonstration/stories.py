"""What happens in the families of the demonstration: short plain accounts, made up, several to each kind of worry.

In the texts ``{child}`` is the child most spoken of, ``{adult}`` the parent or carer at home, ``{other}`` the other parent or a
relative, ``{school}`` the school or nursery.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class GoalStory:
    """A need, the goal in the family's words, how everybody will know, and who does what (side, words)."""

    need: str
    goal: str
    outcome: str
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Theme:
    """One kind of worry. ``need`` and ``factors`` are DfE codes; ``weight`` is its share in hundredths."""

    slug: str
    need: str
    weight: int
    factors: tuple[str, ...]
    worries: tuple[str, ...]
    police: str
    strengths: tuple[str, ...]
    tried: tuple[str, ...]
    wanted: tuple[str, ...]
    child_words: tuple[str, ...]
    goals: tuple[GoalStory, ...]
    paragraphs: tuple[str, ...]
    analysis: tuple[str, ...]
    change: str


def _g(need: str, goal: str, outcome: str, *actions: str) -> GoalStory:
    """Actions are written ``side: words``."""
    pairs = tuple((side.strip(), words.strip()) for side, _, words in (action.partition(":") for action in actions))
    return GoalStory(need, goal, outcome, pairs)


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
        _g(
            "{child} hears and sees arguments and lies awake listening for them.",
            "We want quiet nights so everyone can sleep.",
            "{child} sleeps through at least five nights in a week and says home feels calm.",
            "family: {adult} keeps bedtime at half past seven and reads the last story herself",
            "professional: The lead practitioner does three sessions with {child} about feelings and safe people",
        ),
        _g(
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
        _g(
            "{child} does not have regular meals or clothes that fit.",
            "We want food in the cupboard all week, not just at the start.",
            "There is an evening meal on every day of two weeks in a row, and shoes that fit.",
            "family: {adult} makes a week's list on Sunday and keeps it on the fridge",
            "professional: The lead practitioner applies for a cooker and goes through benefits with {adult}",
        ),
        _g(
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
        _g(
            "{child} is sometimes looked after by somebody who has been drinking.",
            "I want to be the mum who is there after school.",
            "For six weeks {child} is collected every day by somebody sober.",
            "family: {adult} goes to the Tuesday group and rings her sponsor on bad days",
            "network: Grandfather collects on Mondays and Fridays and whenever the word is given",
        ),
        _g(
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
        _g(
            "{child} is used by older people to carry things and is afraid of them.",
            "I want it to be over without anyone getting hurt.",
            "Eight weeks with no night away, and {child} says the debt is gone.",
            "professional: The exploitation worker meets {child} twice a week where {child} chooses",
            "professional: Police disrupt the address and keep {child}'s name out of it",
            "family: {adult} keeps the agreed words by the telephone and does not search the room",
        ),
        _g(
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
        _g(
            "{child} is in the middle of the parents' quarrel.",
            "We want {child} to be able to love us both out loud.",
            "Ten handovers in a row at {school} with no words between the parents.",
            "family: {adult} and {other} write in the handover book and say only hello",
            "professional: The lead practitioner meets each parent alone and then {child}",
        ),
        _g(
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
        _g(
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
        _g(
            "The family has no settled home.",
            "We want our own front door before Christmas.",
            "A tenancy is signed and the children can walk to school.",
            "professional: The housing officer and {adult} open the letters and answer them together each Monday",
            "family: {adult} keeps the file and the bidding dates",
        ),
        _g(
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
        _g(
            "Nobody at home gets enough sleep to be safe.",
            "We want two nights a month to sleep.",
            "Two nights of respite in each of three months.",
            "professional: The lead practitioner brings the request to the short-breaks panel",
            "network: Uncle learns the feeding pump and takes Saturday mornings",
        ),
        _g(
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
        _g(
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
        _g(
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
        _g(
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
        _g(
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
        _g(
            "{child} is not gaining weight as expected.",
            "We want {child} to be a chunky baby.",
            "{child} is back on the first line of the chart and stays there for a month.",
            "professional: The health visitor weighs {child} every Tuesday at home",
            "family: {adult} writes down each feed for two weeks",
        ),
        _g(
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
        _g(
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

THEMES: tuple[Theme, ...] = (
    DOMESTIC_ABUSE,
    NEGLECT,
    ALCOHOL,
    EXPLOITATION,
    CONFLICT,
    BEHAVIOUR,
    STRESS,
    DISABILITY,
    PARENTAL_HEALTH,
    ABSENT_PARENT,
    MONEY,
    SELF_HARM,
)

ADVICE_REASONS = (
    "Talked through what is already in place. The school will go on with its own plan and knows when to come back to us.",
    "The family has a health visitor and a grandmother beside them. Advice given on sleep and routines; details of the group sent.",
    "Nothing here needs more than the class teacher and the parents. Agreed who says what, and to ring again if it changes.",
    "The housing question was put to the right office while the caller was on the line.",
)
NFA_REASONS = (
    "The notice was for information. Nobody was hurt, the children were not there, and both parents were spoken to.",
    "The same event as last month's notice, already looked into. Nothing new about the children.",
    "What was heard through the wall was a birthday party. Two checks agree, and the caller was glad.",
    "School and surgery both know the family well and have no worries.",
)
OTHER_REASONS = {
    "signposted": "The family hub's parent group fits what was asked. The caller has the address and will go with them.",
    "linked_open": "The family already has a lead, who has been told today and will ask about it at the next visit.",
    "another_area": "The family moved in the summer. Passed by telephone to the front door where they live, who have it.",
    "declined": "The parents heard what was offered, said no for now and know how to come back. Nothing here overrides that.",
    "return_for_agreement": "The parents have not been asked. The school will talk with them this week and send it again.",
}
HELP_REASONS = {
    "early_help": "The need is clear, the family wants help and one person beside them can bring it together.",
    "family_help": "Several needs at once that no single service can meet. The family agrees to one plan with one lead.",
    "section_17": "Without help this child's health or development is likely to suffer. An assessment of need is the right answer.",
    "child_protection": "There is reason to think that a child may suffer significant harm. The child protection team was told at once.",
    "initial_social_work_assessment": "A social worker needs to see the family before the level of help can be settled.",
}
NFA_HELPED = "Seen and spoken with; the worry was answered by what the family has already put in place."

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

YOUNGEST = {
    "domestic_abuse": 4,
    "neglect": 5,
    "alcohol": 6,
    "exploitation": 12,
    "conflict": 5,
    "behaviour": 10,
    "stress": 5,
    "disability": 4,
    "parental_health": 7,
    "kinship": 4,
    "money": 5,
    "self_harm": 12,
}
"""How old the child most spoken of is at least, by theme. Families with younger children only have the theme ``baby``."""
