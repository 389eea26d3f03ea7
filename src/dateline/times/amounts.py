"""Durations and sets: "about ten minutes", "the past three years", "a 90-minute", "every Monday", "twice a week"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from re import Match

from dateline.times.lexicon import Unit, lexicon
from dateline.times.lexicon import context as nearby
from dateline.times.numbers import duration_of, number_of
from dateline.times.periods import Period, unit_period
from dateline.times.readings import Context, Reading, Rule, rules_of, since_or_until
from dateline.times.words import Words


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units, the number None where it is open ("several", "two to three")."""

    number: float | None
    unit: Unit

    @property
    def value(self) -> str:
        """The TIMEX3 value of the duration."""
        return duration_of(self.number, self.unit)


def amount_of(groups: dict[str, str | None]) -> Amount:
    """The amount that the groups of the part ``amount`` hold."""
    units = lexicon().units
    if groups.get("plural"):
        return Amount(None, units[str(groups["plural"]).lower()])
    if groups.get("half"):
        return Amount(0.5, units[str(groups["unit1"]).lower()])
    unit = units[str(groups["unit2"]).lower()]
    number = number_of(str(groups["number"]))
    if number is None or groups.get("number2"):
        return Amount(None, unit)
    return Amount(number + (0.5 if groups.get("and") or groups.get("half2") else 0), unit)


def period_away(amount: Amount, day: date, sign: int) -> Period | None:
    """The period of the amount's unit that is so far from ``day``: "two months" away is a month, not a day."""
    number, unit = amount.number, amount.unit
    if number is None:
        return None
    name = unit.name
    if unit.clock:
        return None
    if name == "week":
        number *= unit.factor  # a fortnight has two
    if number % 1 and name in {"year", "decade", "century"}:
        months = round(12 * number * unit.factor)
        moved = unit_period("month", day, sign * months)
        return unit_period("year", moved.first) if moved else None
    return unit_period(name, day, sign * round(number))


def amount_accepted(match: Match[str], words: Words) -> bool:
    """Whether number, unit and surroundings agree that this is an amount of time."""
    groups = match.groupdict()
    if groups.get("half"):
        return str(groups["unit1"]).lower() not in {"second", "min"}
    number, printed = str(groups["number"]).lower(), str(groups["unit2"]).lower()
    plural, ends_here = printed.endswith("s"), match.group().lower().endswith(printed)
    after = words.after(match.span())
    behind = after.text.lower() if after else ""
    if behind == "old" or not _unit_accepted(number, printed, behind):
        return False
    if number in {"a", "an"} or (number_of(number) == 1 and not groups.get("and")):
        if plural or (printed == "day" and ends_here and not _counted_day(match, words, behind)):
            return False
        return not (ends_here and _rate(match, words))
    joined = any(dash in match.group() for dash in "-‐‑–")
    if not plural and not joined and ends_here:  # "a four day rally"
        return after is not None and after.tag in {"NN", "NNS", "JJ", "NNP"} and number_of(number) is not None
    return True


def _unit_accepted(number: str, printed: str, behind: str) -> bool:
    """Whether the unit is one of time: "a second man", "a quarter of", "min" and "one weekend" are not."""
    name, plural = lexicon().units[printed].name, printed.endswith("s")
    one = number_of(number) == 1
    if name == "second":
        return plural and not one
    if name == "quarter":
        return plural and not (number in {"three", "four"} and behind == "of")
    if printed in {"min", "mins"}:
        return number[0].isdigit()
    return not (name == "weekend" and one)


def _counted_day(match: Match[str], words: Words, behind: str) -> bool:
    return (
        bool(match["modifier"])
        or words.before(match.span()) in nearby("before_day")
        or (behind in nearby("behind_day"))
    )


def _rate(match: Match[str], words: Words) -> bool:
    """Whether "a year" says how often: "15 a year", "$2 billion a year"."""
    if match["number"].lower() not in {"a", "an"} or match.group().lower()[:2] not in {"a ", "an"}:
        return False
    before, after = words.token_before(match.span()), words.after(match.span())
    if after is not None and after.text.lower() in nearby("behind_no_rate"):
        return False
    if before is None:
        return False
    word = before.text.lower()
    return before.tag == "CD" or word in nearby("before_rate") or before.tag == "NNS"


def _read_amount(match: Match[str], _context: Context) -> Reading:
    amount = amount_of(match.groupdict())
    return Reading(type="DURATION", value=amount.value, granularity=amount.unit.name)


def _read_related(match: Match[str], context: Context) -> Reading:
    """The past or next so many units, counted from the day of writing."""
    groups = match.groupdict()
    relation = str(groups["rel"]).lower()
    if groups.get("single"):
        unit = lexicon().units[str(groups["single"]).lower()]
        amount = Amount(1, unit)
    else:
        amount = amount_of(groups)
    reading = Reading(type="DURATION", value=amount.value, granularity=amount.unit.name)
    backwards = relation in {"past", "last", "previous", "preceding"}
    if context.day is None or relation in {"first", "final", "following", "preceding", "previous"}:
        return reading
    return _reach(reading, amount, context, backwards=backwards)


def _reach(reading: Reading, amount: Amount, context: Context, *, backwards: bool) -> Reading:
    """The reading with the days from the beginning of so many units before the day of writing until it, or after."""
    day = context.day
    if day is None:
        return reading
    if amount.number is None:
        return since_or_until(reading, context, backwards=backwards)
    here = day.isoformat()
    if amount.unit.clock:
        hours = amount.number if amount.unit.name == "hour" else 0
        # Hours may begin on the day before the one that they reach.
        away = unit_period("day", day, (-1 if backwards else 1) * int(1 + hours // 24))
        if away is None:
            return reading
        first, last = sorted((day, away.first))
        edtf = f"{first.isoformat()}~/{last.isoformat()}~"
        return replace(reading, first=first, last=last, edtf=edtf, anchor=context.anchor)
    far = period_away(amount, day, -1 if backwards else 1)
    if far is None:
        return reading
    if backwards:
        edtf = f"{_plain(far.edtf.partition('/')[0], far.first)}~/{here}"
        return replace(reading, first=far.first, last=day, edtf=edtf, anchor=context.anchor)
    edtf = f"{here}/{_plain(far.edtf.rpartition('/')[2], far.last)}~"
    return replace(reading, first=day, last=far.last, edtf=edtf, anchor=context.anchor)


def _plain(name: str, day: date) -> str:
    """The EDTF name as it is, or its year where a decade's or century's name would not be a date."""
    return f"{day.year:04d}" if "X" in name else name


def _read_age(match: Match[str], _context: Context) -> Reading:
    unit = lexicon().units[match["unit2"].lower()]
    return Reading(type="DURATION", value=duration_of(number_of(match["number"]), unit), granularity=unit.name)


def _read_recent(match: Match[str], context: Context) -> Reading:
    """The reading of "recent months": behind, nobody says how far."""
    backwards = match["when"].lower() == "recent"
    unit = lexicon().units[match["plural"].lower()]
    value = "PAST_REF" if backwards else "FUTURE_REF"
    reading = Reading(type="DATE", value=value, granularity=unit.name)
    return since_or_until(reading, context, backwards=backwards)


def _bare_accepted(match: Match[str], words: Words) -> bool:
    before, after = words.before(match.span()), words.after(match.span())
    plural = match["plural"].lower()
    if plural in {"quarters", "seconds"}:
        return False
    behind = after.text.lower() if after else ""
    followed = behind in nearby("behind_plural") and before not in nearby("not_before_plural")
    return before in nearby("before_plural") or followed


def _long_accepted(match: Match[str], words: Words) -> bool:
    number = match["number"]
    return bool(number) or words.before(match.span()) not in {"'s", "’s"}


def _read_long(match: Match[str], _context: Context) -> Reading:
    groups = match.groupdict()
    unit = lexicon().units[match["unit"].lower()]
    number = number_of(str(groups["number"])) if groups.get("number") else None
    if groups.get("number") is None and not match["unit"].lower().endswith("s"):
        number = 1
    return Reading(type="DURATION", value=duration_of(number, unit), granularity=unit.name)


def _read_every(match: Match[str], _context: Context) -> Reading:
    groups = match.groupdict()
    words = lexicon()
    if groups.get("weekday"):
        number = words.weekdays[str(groups["weekday"]).lower()]
        part = words.parts_of_day[str(groups["part"]).lower()] if groups.get("part") else None
        return Reading(type="SET", value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), granularity="day")
    if groups.get("month"):
        return Reading(type="SET", value=f"XXXX-{words.months[str(groups['month']).lower()]:02d}", granularity="month")
    if groups.get("season"):
        return Reading(
            type="SET", value=f"XXXX-{words.seasons[str(groups['season']).lower()].timex}", granularity="season"
        )
    if groups.get("alone"):
        part = words.parts_of_day[str(groups["alone"]).lower()]
        return Reading(type="SET", value=f"XXXX-XX-XXT{part}", granularity="part_of_day")
    unit = words.units[str(groups["unit"]).lower()]
    if unit.name == "weekend":
        return Reading(type="SET", value="XXXX-WXX-WE", granularity="weekend")
    number_text = groups.get("number")
    usual = 2.0 if groups.get("other") else 1.0
    value = duration_of(number_of(number_text) if number_text else usual, unit)
    return Reading(type="SET", value=value, granularity=unit.name)


def _every_accepted(match: Match[str], _words: Words) -> bool:
    groups = match.groupdict()
    name = groups.get("weekday") or groups.get("month")
    if name:
        return name[0].isupper()
    return (groups.get("unit") or "").lower() != "second"


def _read_rate(match: Match[str], _context: Context) -> Reading:
    unit = lexicon().units[match["unit"].lower()]
    return Reading(type="SET", value=duration_of(1, unit), granularity=unit.name)


def _rate_accepted(match: Match[str], words: Words) -> bool:
    if match["unit"].lower().endswith("s") or match["unit"].lower() in {"second", "min"}:
        return False
    groups = match.groupdict()
    if groups.get("times") or groups["each"].lower() == "per":
        return True
    if groups["each"].lower() not in {"a", "an"}:
        return False
    before, after = words.token_before(match.span()), words.after(match.span())
    if after is not None and after.text.lower() in nearby("behind_no_rate"):
        return False
    return before is not None and (before.tag in {"CD", "NNS"} or before.text.lower() in nearby("before_rate"))


def _read_set(match: Match[str], _context: Context) -> Reading:
    value, unit = lexicon().sets[match.group().lower()]
    return Reading(type="SET", value=value, granularity=unit)


def _set_accepted(match: Match[str], words: Words) -> bool:
    """Whether the word says how often; in a newspaper's name "Daily" does not."""
    token = words.at(match.span())[:1]
    if not token or (match.group()[0].isupper() and words.is_name(match.span())):
        return False
    return token[0].tag not in {"NNP", "NNPS", "NNS"}


def _read_weekdays(match: Match[str], _context: Context) -> Reading:
    number = lexicon().weekdays[match["weekday"].lower()]
    part = match["part"]
    value = f"XXXX-WXX-{number}" + (f"T{lexicon().parts_of_day[part.lower()]}" if part else "")
    return Reading(type="SET", value=value, granularity="day")


def _capital(match: Match[str], _words: Words) -> bool:
    return match["weekday"][0].isupper()


def _always(_match: Match[str], _words: Words) -> bool:
    return True


def rules() -> tuple[Rule, ...]:
    """The rules for durations and sets."""
    return rules_of(
        {
            "related": (_read_related, amount_accepted),
            "related-single": (_read_related, _single_accepted),
            "next-single": (_read_related, _always),
            "related-plural": (_read_related, _always),
            "recent": (_read_recent, _always),
            "amount": (_read_amount, amount_accepted),
            "bare": (_read_amount, _bare_accepted),
            "long": (_read_long, _long_accepted),
            "lone-single": (_read_long_single, _always),
            "age": (_read_age, _always),
            "every": (_read_every, _every_accepted),
            "rate": (_read_rate_or_year, _rate_or_year),
            "set": (_read_set, _set_accepted),
            "weekdays": (_read_weekdays, _capital),
            "weekends": (_read_weekends, _always),
        }
    )


def _single_accepted(match: Match[str], words: Words) -> bool:
    """Whether the stretch reaches until now: "the last day of the visit" does not."""
    after = words.after(match.span())
    return after is None or after.text.lower() not in {"of", "minute"}


def _read_long_single(match: Match[str], _context: Context) -> Reading:
    unit = lexicon().units[match["unit"].lower()]
    return Reading(type="DURATION", value=duration_of(1, unit), granularity=unit.name)


def _read_rate_or_year(match: Match[str], context: Context) -> Reading:
    if match["unit"].lower() == "annum":
        return Reading(type="SET", value="P1Y", granularity="year")
    return _read_rate(match, context)


def _rate_or_year(match: Match[str], words: Words) -> bool:
    return match["unit"].lower() == "annum" or _rate_accepted(match, words)


def _read_weekends(_match: Match[str], _context: Context) -> Reading:
    return Reading(type="SET", value="XXXX-WXX-WE", granularity="weekend")
