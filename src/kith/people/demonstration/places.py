"""Streets, schools and nurseries of the demonstration, none of which is real."""

STREETS = (
    "Lantern Street|Mason's Row|Cobbler Lane|Hazel Bank|Skylark Close|Old Tannery Road|Quarry Hill|Rope Walk|Beacon Way"
    "|Orchard Mews|Tern Court|Saddlers Yard|Willow Garth|Foundry Terrace|Linden Avenue|Chandlers Way|Peat Lane"
    "|Station Cottages|Copper Beech Drive|Larkspur Road|Pilgrim Street|Harbour Steps|Weir Gardens|Blackthorn Crescent"
    "|Alma Place"
).split("|")

PRIMARY_SCHOOLS = (
    "Withy Reach Primary School|Stonebridge Infants|St Aldhelm's Primary School|Larkfield Primary School"
    "|Canal Side Primary School|Hollow Oak Junior School|Meadow Gate Primary School|Bell Lane Academy"
).split("|")
SECONDARY_SCHOOLS = (
    "Chesil View Academy|Northgate High School|Kingfisher Community College|The Wharf School|Ridgeway Academy"
    "|Saltmarsh High School"
).split("|")
NURSERIES = ("Little Acorns Nursery", "Rainbow Steps Pre-school", "Puddle Lane Nursery")
