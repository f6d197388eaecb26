"""Names, streets and numbers that belong to nobody.

Telephone numbers are of the ranges that Ofcom keeps for drama, postcodes of an area that
does not exist, e-mail addresses of the domains kept for examples (RFC 2606).
"""

from __future__ import annotations

from random import Random

GIRLS = (
    "Aaliyah Abena Ada Adaeze Agnieszka Aisha Alice Amara Amelia Amina Anaya Anwen Aroha "
    "Ava Ayesha Beatrix Bethan Blessing Bo-Ra Bronwen Camila Ceri Chidinma Clara Daisy "
    "Danika Deborah Delilah Divya Dorota Eilidh Elif Ella Elsie Esme Esther Eva Farah "
    "Fatima Fern Fleur Florence Freya Gabriela Grace Habiba Halima Hana Harriet Hazel "
    "Heidi Imogen Ines Iona Iris Isla Ivy Jasmine Jaya Joanna Juno Kaya Keira Khadija "
    "Kinga Kitty Lara Layla Leila Lena Lily Lola Lottie Lucia Luna Mabel Maisie Maja "
    "Mali Margot Mariam Martha Maryam Matilda Maya Mei Mia Mila Millie Morgan Nadia "
    "Naomi Nell Nia Nina Noor Olivia Orla Parisa Pearl Phoebe Polly Poppy Priya Rania "
    "Robyn Rosa Ruby Ruth Safiya Saoirse Sara Scarlett Selin Shanice Simran Sky Sofia "
    "Sunita Tamara Tara Temi Thea Tilly Uzma Veronika Violet Willow Yara Yasmin Zahra "
    "Zara Zofia Zoya"
).split()
BOYS = (
    "Aarav Abdullah Adam Adrian Ahmed Aidan Ajay Albert Alfie Ali Amir Andre Angus Aniq "
    "Anton Archie Arjun Arlo Arthur Ayaan Barnaby Bartek Ben Bilal Bodhi Brandon Caleb "
    "Callum Carlos Charlie Chidi Cian Conor Cormac Dafydd Daniel Dante Darius David Dev "
    "Diego Dominik Dylan Ebrima Eddie Eli Elijah Elliot Emil Emre Ethan Ewan Ezra Faisal "
    "Felix Femi Filip Finn Frank Fraser Gabriel George Gethin Gurdeep Hamza Harry Hassan "
    "Henry Hugo Ibrahim Idris Igor Imran Isaac Ivan Jacob Jakub Jamal Jamie Jayden Joel "
    "John Jonah Joseph Josh Jude Kabir Kai Karim Kasper Kenji Kian Kofi Kwame Lachlan "
    "Leo Leon Levi Liam Logan Louis Luca Lucas Luke Mahmoud Marcel Marcus Mason Mateo Max "
    "Micah Milo Mohammed Musa Nathan Ned Nikhil Noah Oisin Oliver Omar Oscar Osian Otis "
    "Owen Pascal Patrick Ravi Reuben Rhys Riley Robin Rohan Rory Ryan Samir Samuel Sean "
    "Sebastian Seth Stanley Tadeusz Tariq Teddy Theo Tobi Tom Tomasz Umar Victor Viktor "
    "Vinh Wilf Xander Yusuf Zac Zain Zayd"
).split()
LAST = (
    "Abara Abbott Achterberg Adebayo Ahluwalia Ainscow Akhtar Alderton Amankwah Anand "
    "Applegarth Arkwright Ashdown Atherley Awadallah Azikiwe Babatunde Bagshaw Bains "
    "Barlowe Basra Beddoes Begley Bielak Birchall Blakeney Boateng Borowski Bracegirdle "
    "Brightwell Broadbent Buchta Calloway Camara Carrick Castellan Chatterley Chaudhri "
    "Chikwanda Clegg Cobley Coutinho Cragg Cwiklinski Dagnall Danso Darwish Dasgupta "
    "Deverell Dhaliwal Diallo Dobrev Dosanjh Drinkwater Duckworth Dunmore Eastwick Ebdon "
    "Egerton Ekwueme Elphick Entwhistle Fairclough Farooqi Fazekas Featherstone Fennimore "
    "Ferreira Figgis Fothergill Galbraith Garside Georgiou Ghorbani Gillibrand Goodyear "
    "Gorecki Grewal Gunasekara Gyamfi Hadley Halloran Haroon Hathersage Heywood Hinchcliffe "
    "Hollingbery Hussaini Idowu Inskip Iqbal Jagpal Jankowska Jarvie Jhutti Jolliffe "
    "Kamara Karimi Kassab Keightley Kettlewell Khatun Kilbride Kirtley Kolawole Kowalczyk "
    "Lakhani Lamptey Langtree Leatherby Lengyel Liddell Lockyer Lovelock Mahlangu Makinde "
    "Malhotra Marchbank Marwood Matharu Mbeki Mehmood Merryweather Mistry Mlynarz Monkhouse "
    "Moukalled Mulholland Musonda Nadkarni Nethercott Nkemelu Norcross Nowicki Nuttall "
    "Oakeshott Obeng Odunsi Ogilvy Okonjo Oldroyd Osei Osgood Oxtoby Paczek Padgett "
    "Pargeter Parmar Passmore Peverell Pilling Pocklington Popescu Prowse Quartey Quayle "
    "Qureshi Radcliffe Rahimi Ramsbottom Rathore Ravenhill Rehmani Ribeiro Riddlesden "
    "Rossington Rowntree Rustomji Sadiq Sandhu Saltmarsh Scholes Sefton Senanayake Shackle "
    "Sidhu Silcock Skelhorn Smallbone Sobczak Sogunle Soltani Southgate Stainforth Sutcliffe "
    "Szabo Tagoe Talwar Tattersall Teoh Thackeray Thistlethwaite Threlfall Toller Tranter "
    "Turkoglu Twelvetrees Ubaka Umarji Underhay Vaidya Varga Venables Vickerstaff Villiers "
    "Wadsworth Walmsley Waqar Warburton Weatherill Westwell Whitlam Widdowson Winterbourne "
    "Woolstencroft Wrigley Wyatt Yardley Yeboah Yildirim Zafar Zielonka"
).split()
STREETS = (
    "Pennyroyal Lane",
    "Saltbox Row",
    "Tanner's Yard",
    "Lanternfield Road",
    "Orchard Rise",
    "Quarry Steps",
    "Meadowsweet Close",
    "Cooper's Green",
    "Ferry Wharf",
    "Windlass Street",
    "Bellfounder Avenue",
    "Heron Court",
    "Marl Pit Lane",
    "Old Ropewalk",
    "Damson Way",
    "Millrace Terrace",
    "Foxglove Drive",
    "Copperbeech Road",
)
LANGUAGES = (
    *("Polish", "Urdu", "Punjabi", "Arabic", "Romanian", "Portuguese", "Bengali"),
    *("Somali", "Turkish", "Gujarati", "Ukrainian", "Yoruba", "Tamil", "Spanish"),
)
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def mobile(rng: Random) -> str:
    """Return a mobile number kept for drama."""
    return f"+447700900{rng.randrange(1000):03d}"


def landline(rng: Random) -> str:
    """Return a landline number kept for drama."""
    return f"+44{rng.choice(('113', '114', '115', '116', '117', '118'))}4960{rng.randrange(1000):03d}"


def postcode(rng: Random) -> str:
    """Return a postcode of an area that does not exist."""
    inward = rng.choice(_LETTERS) + rng.choice(_LETTERS)
    return f"ZZ{rng.randint(1, 9)} {rng.randint(1, 9)}{inward}"


def email(first: str, last: str, rng: Random) -> str:
    """Return an address at a domain kept for examples."""
    domain = rng.choice(("example.com", "example.org", "example.net"))
    return f"{first}.{last}{rng.randint(1, 99)}@{domain}".lower().replace("'", "")
