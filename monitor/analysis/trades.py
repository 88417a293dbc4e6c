"""The words of each line of business: a text that holds some of them speaks of a brand of that line and not of a namesake."""

from __future__ import annotations

from typing import Final

from monitor.analysis.words import listed

CUSTOMER: Final = listed(
    "account app bill billed bought branch called cancel cancelled cancelling card charge charged chat checkout claim "
    "complaint complaints contract cs customer customers customer's delivered delivery deposit discount email emailed "
    "employee employees helpline hold invoice logged login manager membership offer online order ordered ordering orders paid parcel "
    "pay payment phone points price prices pricing product purchase purchased queue rang receipt refund refunded "
    "refunds rep return returned returns review sale service shop staff store subscription support till voucher warranty website"
)
"""What customers of any company speak of."""

_WORDS: Final = {
    "airline": "aircraft airline airlines airport airways baggage bag bags boarding board boarded cabin carryon check-in checkin "
    "connection crew delay delayed depart departure desk diverted economy flew flight flights fly flying gate hub jfk lax "
    "legroom lounge luggage miles pilot plane rebook rebooked runway seat seats skymiles stewardess tarmac terminal ticket upgrade",
    "bank": "account accounts atm balance bank banker banking branch card cards cash cheque credit debit deposit direct "
    "fees fraud interest isa loan mortgage overdraft payment payments pin savings statement transfer transferred teller",
    "cars": "brakes breakdown car cars charger dealer dealership diesel drive driver driving electric engine ev garage gearbox lease "
    "mileage model mot motor recall service serviced servicing suv tyre tyres vehicle warranty",
    "clothing": "boots clothes coat collection cotton denim dress fit hoodie jacket jeans jumper leggings outfit shirt shoe shoes size "
    "sizes sizing sneakers socks stitching sweater trainers trousers tshirt wear wore zip",
    "delivery": "box courier couriers customs deliver delivered delivering delivery depot doorstep driver drop package packages parcel "
    "parcels pickup post postcode shipment shipped shipping sorting tracking van",
    "energy": "bill billing bills boiler charger direct electric electricity energy engineer fuel gas heating kwh meter "
    "meters oil petrol power pump reading readings smart solar station supplier supply tariff tariffs",
    "food": "ate barista bread breakfast bun burger cafe chicken chips coffee cold cooked crew dinner drink drivethru eat eating food "
    "footlong fries kitchen latte lunch meal menu order pizza queue restaurant salad sandwich sauce served stale takeaway taste table waiter",
    "games": "account ban banned bug characters console controller dlc download game gameplay gamers games gaming lag level "
    "lobby multiplayer patch play player players playing ranked release season server servers skins update",
    "health": "appointment appointments clinic cream dentist doctor dose gp health hospital insurance medicine nurse "
    "patient patients pharmacist pharmacy pill pills prescription prescriptions skin shampoo soap surgery test treatment",
    "hotel": "bathroom bed bedbugs beds booked booking breakfast checkin check-in checkout concierge guest guests hotel hotels housekeeping "
    "lobby minibar night nights pool reception receptionist reservation resort room rooms sheets spa stay stayed suite towels",
    "insurance": "accident adjuster claim claims cover coverage covered damage excess insurance insure insured insurer payout "
    "policies policy policyholder premium premiums quote renewal renew",
    "media": "advert ads anchor article broadcast channel coverage documentary edition editor episode headline issue journalist magazine "
    "news newspaper paper paywall podcast presenter programme radio reporter series show subscribers subscription tv",
    "property": "agent agents contractor damp deposit developer estate flat heating house housing landlord lease leasehold letting "
    "maintenance mortgage mould rent rental repair repairs tenancy tenant tenants viewing",
    "public": "application appointment benefit benefits bin bins bus council counter department form forms library licence office passport "
    "permit planning portal recycling tax taxes visa",
    "retail": "aisle bag bakery basket bought branch buy cashier checkout clubcard delivery grocery groceries items kitchen mattress "
    "order ordered parcel shelf shelves shop shopping shopper shoppers sofa stock store stores supermarket table till tills trolley",
    "software": "account admin android api app apps battery browser bug bugs button cable charger chrome cloud crash crashed crashes crashing "
    "dashboard desktop developer device devices export feature features files firmware install installed integration interface ios "
    "iphone ipad keyboard laptop license login mac macbook meeting meetings migration notification notifications os password phone plan platform "
    "plugin release saas screen server settings software storage sync syncing tablet ui update updated updates upgrade user users version watch website wifi workspace",
    "streaming": "ads album app buffering cancel channel channels download episode episodes film films library listen listening movie "
    "movies music playlist playlists podcast series show shows song songs stream streaming subscription subtitles tv watch watching",
    "telecom": "bars box broadband bundle call calls carrier connection contract coverage data dropped engineer esim fibre gb handset "
    "internet landline line mb mbps minutes mobile network outage package phone phones plan roaming router sim signal sms speed "
    "speeds text texts tv wifi",
    "train": "carriage carriages commute commuters conductor delay delayed delays line platform platforms rail railcard railway seat seats station "
    "strike ticket tickets timetable toilets train trains",
    "travel": "airbnb apartment beach booked booking cancelled cruise deposit excursion flight flights holiday holidays host hotel "
    "itinerary luggage package passengers pickup refund rental resort tour trip travel villa",
}  # fmt: skip

CONTEXT: Final = {trade: listed(words) for trade, words in _WORDS.items()}
"""The words of each trade, in the form in which texts are looked up."""
