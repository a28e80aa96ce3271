"""Names from many naming traditions, with the DfE ethnicity code and the language that go with them.

Every name is common in its tradition and joined at random, so that it names nobody.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tradition:
    """How people of one tradition are named. ``gendered`` surnames are pairs (man's, woman's) written ``a/b``."""

    code: str
    group: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    language: str = ""

    def surname(self, number: int, sex: str) -> str:
        """Return the surname as a woman or a man bears it."""
        man, _, woman = self.surnames[number % len(self.surnames)].partition("/")
        return woman if woman and sex == "F" else man


def _t(code: str, group: str, girls: str, boys: str, women: str, men: str, surnames: str, language: str = "") -> Tradition:  # noqa: PLR0917  a row of the table below
    return Tradition(
        code=code,
        group=group,
        girls=tuple(girls.split()),
        boys=tuple(boys.split()),
        women=tuple(women.split()),
        men=tuple(men.split()),
        surnames=tuple(name.replace("_", " ") for name in surnames.split()),
        language=language,
    )


TRADITIONS: tuple[Tradition, ...] = (
    _t(
        "WBRI",
        "White",
        "Amelia Isla Poppy Freya Evie Lily Ruby Daisy Millie Ellie Maisie Phoebe Lexi Summer Skye Bethany Jasmine Erin",
        "Alfie Jack Harry Noah Oscar Leo Archie Charlie Jacob Riley Tyler Kian Callum Reece Toby Frankie Jenson Logan",
        "Kelly Gemma Stacey Leanne Claire Rachel Hayley Donna Kirsty Natalie Becky Charlene Tracey Jade Louise Sian",
        "Darren Lee Wayne Craig Jamie Shaun Scott Dean Carl Stuart Ryan Gary Liam Ashley Kevin Mark Paul Adam",
        "Barlow Fenwick Hartnell Pascoe Thorne Wakeham Bickley Rudge Sharman Tully Dunmore Holloway Kerridge Laceby"
        " Winfield Stroud Marsden Peverell Yelland Cobbett Ashdown Brewin Crick Dawtry Eastoe Furneaux Gedney Hibbert",
    ),
    _t(
        "WBRI",
        "White",
        "Cerys Seren Niamh Eilidh Orla Ffion Mairi Rhian",
        "Rhys Dylan Fergus Callan Owain Struan Macsen Ruairi",
        "Bronwen Catriona Eleri Shona Gwenno Morag",
        "Gethin Hamish Iestyn Euan Aled Lachlan",
        "Prosser Gilchrist McAllister Bevan Penhallow Kinnear Trevanion Maddock",
    ),
    _t(
        "WIRI",
        "White",
        "Aoife Saoirse Caoimhe Roisin",
        "Cillian Oisin Fionn Eoin",
        "Siobhan Grainne Maeve Orlaith",
        "Declan Padraig Niall Cormac",
        "O'Driscoll Mulhern Gallagher Brannigan Tierney",
    ),
    _t(
        "WIRT",
        "White",
        "Shakira Margaret-Ann Chantelle Bridgie",
        "Paddy-Joe Johnny Miley Tommy-Lee",
        "Noreen Kathleen Philomena",
        "Martin Simey Jimmy",
        "Maughan Cash Connors",
    ),
    _t(
        "WROM",
        "White",
        "Esmeralda Denisa Roxana",
        "Florin Ionut Samuel",
        "Mirela Violeta Ramona",
        "Gheorghe Marian Costel",
        "Ciurar Lacatus Stanescu",
        "Romani",
    ),
    _t(
        "WOTH",
        "White",
        "Zofia Maja Lena Hanna Oliwia Nadia",
        "Jakub Filip Kacper Antoni Szymon Igor",
        "Agnieszka Magdalena Joanna Ewelina Monika",
        "Tomasz Krzysztof Marcin Pawel Grzegorz",
        "Wisniewski/Wisniewska Jankowski/Jankowska Mazur Zawadzki/Zawadzka Pietrzak Sikorski/Sikorska",
        "Polish",
    ),
    _t(
        "WOTH",
        "White",
        "Ana-Maria Ioana Daria Bianca",
        "Andrei Matei Luca Rares",
        "Elena Cristina Mihaela Simona",
        "Bogdan Cosmin Razvan Sorin",
        "Munteanu Dragomir Voicu Petrescu Ilie",
        "Romanian",
    ),
    _t(
        "WOTH",
        "White",
        "Ugne Emilija Austeja",
        "Lukas Matas Domas",
        "Rasa Jurgita Edita",
        "Darius Mindaugas Arturas",
        "Petrauskas/Petrauskiene Balciunas/Balciuniene Urbonas/Urboniene",
        "Lithuanian",
    ),
    _t(
        "WOTH",
        "White",
        "Yeva Solomiia Kira",
        "Danylo Maksym Bohdan",
        "Oksana Iryna Nataliia",
        "Serhii Vadym Ruslan",
        "Kravchuk Tkachenko Lysenko Bondar",
        "Ukrainian",
    ),
    _t(
        "WOTH",
        "White",
        "Beatriz Leonor Mariana",
        "Tiago Rodrigo Afonso",
        "Sandra Patricia Carla",
        "Nuno Rui Helder",
        "Da_Silva Ferreira Teixeira Marques_Lopes",
        "Portuguese",
    ),
    _t(
        "WOTH",
        "White",
        "Tereza Nela Viktoria",
        "Matej Adam Dominik",
        "Lucie Zuzana Katarina",
        "Radek Miroslav Ladislav",
        "Horvath/Horvathova Novotny/Novotna Balaz/Balazova",
        "Slovak",
    ),
    _t(
        "MWBC",
        "Mixed",
        "Tia Amara Kiera Naomi Shanelle",
        "Jayden Malachi Kai Tyrese Marlon",
        "Michelle Kerry Joanne Tanya Dionne",
        "Leroy Curtis Anton Wesley Jermaine",
        "Bramwell Lawrence-Hope Pinnock Grandison Tomlin",
    ),
    _t(
        "MWBA",
        "Mixed",
        "Zara Imani Ayesha Temi",
        "Zachary Kofi Elijah Tobi",
        "Vicky Helen Laura Jo",
        "Emmanuel Kwame Femi Tendai",
        "Osei-Clarke Adeleke Mensah-Ward Ncube Banks",
    ),
    _t(
        "MWAS",
        "Mixed",
        "Maya Leila Sofia Anaya",
        "Zain Rohan Adam Kiran",
        "Nicola Sarah Katie Emma",
        "Imran Vikram Tariq Sanjay",
        "Khan-Wells Mistry Rahman Sethi Hussain-Platt",
    ),
    _t(
        "MOTH",
        "Mixed",
        "Mei-Lin Yasmin Valentina",
        "Ethan Joaquin Kenji",
        "Sandra Alison Grace",
        "Carlos Minh Hiro",
        "Santos-Reed Cheung-Bell Delgado",
    ),
    _t(
        "BCRB",
        "Black",
        "Shanice Kezia Tanisha Renee",
        "Dwayne Jerome Kemar Isaiah",
        "Marcia Beverley Sonia Yvette",
        "Delroy Errol Winston Garfield",
        "Campbell-Reid Gayle Francis Nembhard Lindo",
    ),
    _t(
        "BAFR",
        "Black",
        "Adaeze Chiamaka Folake Temitope Ife",
        "Chidi Obinna Tunde Kelechi Ayo",
        "Ngozi Funmilayo Blessing Chinyere",
        "Emeka Babatunde Olumide Ikenna",
        "Okonjo Adeyinka Balogun Nwankwo Eze-Cole",
    ),
    _t(
        "BAFR",
        "Black",
        "Hodan Ifrah Sagal Nasteho",
        "Abdirahman Liban Yusuf Hassan",
        "Fadumo Amina Sahra Khadra",
        "Mohamed Ahmed Cabdi Farah",
        "Warsame Jama_Ali Abdi_Nur Hirsi",
        "Somali",
    ),
    _t(
        "BAFR",
        "Black",
        "Rutendo Tariro Nyasha Chipo",
        "Tinashe Tawanda Kudzai Munashe",
        "Tendayi Rumbidzai Memory Patience",
        "Tapiwa Farai Simba Blessing",
        "Moyo Chikwanha Mutasa Dube Sibanda",
        "Shona",
    ),
    _t(
        "BAFR",
        "Black",
        "Abena Akosua Efua",
        "Kojo Yaw Kwabena",
        "Adwoa Comfort Esi",
        "Kwaku Nana Ebo",
        "Boateng Asante Owusu-Darko Amponsah",
    ),
    _t(
        "AIND",
        "Asian",
        "Simran Jasleen Harleen Gurleen",
        "Arjan Gurdeep Ranveer Harjot",
        "Balwinder Kulwant Parminder Manpreet",
        "Sukhdev Jagtar Ranjit Amrik",
        "Dosanjh Sahota Kaur_Bassi/Kaur_Bassi Takhar Purewal",
        "Punjabi",
    ),
    _t(
        "AIND",
        "Asian",
        "Anjali Diya Meera",
        "Aarav Nikhil Rahul",
        "Hansa Sheela Reena",
        "Dinesh Jayesh Suresh",
        "Solanki Thakkar Nambiar Varghese Pillai",
        "Gujarati",
    ),
    _t(
        "APKN",
        "Asian",
        "Aleena Hafsa Mahnoor Iqra",
        "Bilal Hamza Usman Haris",
        "Shazia Rukhsana Saima Nazia",
        "Tahir Nadeem Waqas Shahid",
        "Mirza Chaudhry Qureshi Bhatti Begum/Begum",
        "Urdu",
    ),
    _t(
        "ABAN",
        "Asian",
        "Tasnim Sumaiya Nusrat",
        "Rafi Tanvir Sakib",
        "Salma Shirin Rehana",
        "Abdul Jamal Faruk",
        "Miah Uddin Khatun/Khatun Choudhury",
        "Bengali",
    ),
    _t(
        "CHNE",
        "Other",
        "Xin-Yi Jing Hoi-Ching",
        "Jun-Wei Ka-Ho Ming",
        "Wai-Ling Yan Hui",
        "Chi-Keung Wei Jian",
        "Leung Cheng Tsang Zhao",
        "Cantonese",
    ),
    _t(
        "OOTH",
        "Other",
        "Shilan Avin Zilan",
        "Azad Rebin Dilovan",
        "Gulistan Nermin Berfin",
        "Karwan Sherwan Hiwa",
        "Barzani Rashid Kamal_Aziz",
        "Kurdish",
    ),
    _t(
        "OOTH",
        "Other",
        "Parwana Setara Zahra",
        "Farhad Omid Yasin",
        "Latifa Nargis Shabnam",
        "Nasir Rahimullah Sayed",
        "Noori Haidari Stanekzai",
        "Dari",
    ),
    _t(
        "OOTH",
        "Other",
        "Linh Thao Mai",
        "Duc Khanh Bao",
        "Hoa Lan Phuong",
        "Hung Tuan Quang",
        "Nguyen Tran_Vu Pham",
        "Vietnamese",
    ),
)

BY_GROUP: dict[str, tuple[Tradition, ...]] = {
    group: tuple(each for each in TRADITIONS if each.group == group) for group in dict.fromkeys(each.group for each in TRADITIONS)
}

STREETS = (
    "Lantern Street|Mason's Row|Cobbler Lane|Hazel Bank|Skylark Close|Old Tannery Road|Quarry Hill|Rope Walk|Beacon Way|Orchard Mews"
    "|Tern Court|Saddlers Yard|Willow Garth|Foundry Terrace|Linden Avenue|Chandlers Way|Peat Lane|Station Cottages|Copper Beech Drive"
    "|Larkspur Road|Pilgrim Street|Harbour Steps|Weir Gardens|Blackthorn Crescent|Alma Place"
).split("|")

PRIMARY_SCHOOLS = (
    "Withy Reach Primary School|Stonebridge Infants|St Aldhelm's Primary School|Larkfield Primary School|Canal Side Primary School"
    "|Hollow Oak Junior School|Meadow Gate Primary School|Bell Lane Academy"
).split("|")
SECONDARY_SCHOOLS = (
    "Chesil View Academy|Northgate High School|Kingfisher Community College|The Wharf School|Ridgeway Academy|Saltmarsh High School"
).split("|")
NURSERIES = ("Little Acorns Nursery", "Rainbow Steps Pre-school", "Puddle Lane Nursery")
