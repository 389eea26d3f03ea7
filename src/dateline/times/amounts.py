"""Durations and sets: "about ten minutes", "the past three years", "a 90-minute", "every Monday", "twice a week"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from re import Match
from typing import Final

from dateline.times.lexicon import Unit, lexicon
from dateline.times.lexicon import context as nearby
from dateline.times.numbers import duration_of, number_of
from dateline.times.patterns import compiled, needed
from dateline.times.periods import Period, unit_period
from dateline.times.readings import Context, Reading, Rule
from dateline.times.words import Words

AMOUNT: Final = (
    r"(?:(?P<modifier>@modifier) )?"
    r"(?:(?P<half>half)(?: an?)?(?: |@dash)(?P<unit1>@unit)"
    r"|(?P<number>@number|an?|@vague)(?:(?P<to>(?: to | or |@dash))(?P<number2>@number))?"
    r"(?P<and>(?: and a half| and-a-half|-and-a-half))?(?: and a quarter)?(?:(?: @between){0,2} |@dash)(?P<unit2>@unit)"
    r"(?P<half2> and a half)?)"
)
"""An amount of time; its groups are read by :func:`amount_of`."""
_PLURAL: Final = r"(?P<plural>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)"


class Amount:
    """A number of units, the number None where it is open ("several", "two to three")."""

    __slots__ = ("number", "unit")

    def __init__(self, number: float | None, unit: Unit) -> None:
        self.number = number
        self.unit = unit

    @property
    def value(self) -> str:
        """The TIMEX3 value of the duration."""
        return duration_of(self.number, self.unit)


def amount_of(groups: dict[str, str | None]) -> Amount:
    """The amount that the groups of :data:`AMOUNT` hold."""
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
    if unit.name == "fortnight" or (unit.letter == "W" and unit.factor == 2):
        number, name = 2 * number, "week"
    else:
        name = unit.name
    if unit.clock:
        return None
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
    unit, joined = lexicon().units[printed], "-" in match.group() or "–" in match.group()
    plural = printed.endswith("s") or printed == "centuries"
    one = number_of(number) == 1 and not groups.get("and")
    after = words.after(match.span())
    behind = after.text.lower() if after else ""
    if unit.name == "second" and (number in {"a", "an", "one"} or not plural):
        return False
    if printed in {"min", "mins"} and not number[0].isdigit():
        return False
    if unit.name == "quarter" and (not plural or (number in {"three", "four"} and behind == "of")):
        return False
    if unit.name == "weekend" and one:
        return False
    if number in {"a", "an"} or one:
        ends_here = match.group().lower().endswith(printed)
        if printed == "day" and ends_here and not _counted_day(match, words, behind):
            return False
        return not plural and behind != "old" and not (ends_here and _rate(match, words))
    if not plural and not joined and match.group().lower().endswith(printed):  # "a four day rally"
        return after is not None and after.tag in {"NN", "NNS", "JJ", "NNP"} and number_of(number) is not None
    return behind != "old"


def _counted_day(match: Match[str], words: Words, behind: str) -> bool:
    return bool(match["modifier"]) or words.before(match.span()) in nearby("before_day") or (
        behind in nearby("behind_day")
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


def _read_amount(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
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
    return replace(reading, **_reach(amount, context.day, backwards=backwards), anchor=context.anchor)


def _reach(amount: Amount, day: date, *, backwards: bool) -> dict[str, object]:
    """The days from the beginning of so many units before ``day`` until it, or from it on."""
    far = period_away(amount, day, -1 if backwards else 1)
    here = day.isoformat()
    if amount.unit.clock and amount.number is not None:
        step = timedelta(days=1 + int(amount.number // 24)) if amount.unit.name == "hour" else timedelta(days=1)
        try:
            far_day = day - step if backwards else day + step
        except OverflowError:
            return {}
        first, last = (far_day, day) if backwards else (day, far_day)
        return {"first": first, "last": last, "edtf": f"{first.isoformat()}~/{last.isoformat()}~"}
    if far is None or not 1 <= (far.first.year) <= 9998:
        return _open(day, backwards=backwards) if amount.number is None else {}
    if backwards:
        name = far.edtf.partition("/")[0].rstrip("X")
        return {"first": far.first, "last": day, "edtf": f"{_plain(name, far.first)}~/{here}"}
    return {"first": day, "last": far.last, "edtf": f"{here}/{_plain(far.edtf.rpartition('/')[2], far.last)}~"}


def _plain(name: str, day: date) -> str:
    """The name as it is, or its year where a decade's or century's name would not be a date."""
    return name if len(name) >= 4 and "X" not in name else f"{day.year:04d}"


def _open(day: date, *, backwards: bool) -> dict[str, object]:
    """All that is before or after a day."""
    here = day.isoformat()
    return {"last": day, "edtf": f"../{here}"} if backwards else {"first": day, "edtf": f"{here}/.."}


def _read_age(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    unit = lexicon().units[match["unit2"].lower()]
    return Reading(type="DURATION", value=duration_of(number_of(match["number"]), unit), granularity=unit.name)


def _read_recent(match: Match[str], context: Context) -> Reading:
    """"Recent months": behind, nobody says how far."""
    backwards = match["when"].lower() == "recent"
    unit = lexicon().units[match["plural"].lower()]
    value = "PAST_REF" if backwards else "FUTURE_REF"
    reading = Reading(type="DATE", value=value, granularity=unit.name)
    if context.day is None:
        return reading
    return replace(reading, **_open(context.day, backwards=backwards), anchor=context.anchor)


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


def _read_long(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    groups = match.groupdict()
    unit = lexicon().units[match["unit"].lower()]
    number = number_of(str(groups["number"])) if groups.get("number") else None
    if groups.get("number") is None and not match["unit"].lower().endswith("s"):
        number = 1
    return Reading(type="DURATION", value=duration_of(number, unit), granularity=unit.name)


def _read_every(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    groups = match.groupdict()
    words = lexicon()
    if groups.get("weekday"):
        number = words.weekdays[str(groups["weekday"]).lower()]
        part = words.parts_of_day[str(groups["part"]).lower()] if groups.get("part") else None
        return Reading(type="SET", value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), granularity="day")
    if groups.get("month"):
        return Reading(type="SET", value=f"XXXX-{words.months[str(groups['month']).lower()]:02d}", granularity="month")
    if groups.get("season"):
        return Reading(type="SET", value=f"XXXX-{words.seasons[str(groups['season']).lower()].timex}", granularity="season")
    if groups.get("alone"):
        part = words.parts_of_day[str(groups["alone"]).lower()]
        return Reading(type="SET", value=f"XXXX-XX-XXT{part}", granularity="part_of_day")
    unit = words.units[str(groups["unit"]).lower()]
    if unit.name == "weekend":
        return Reading(type="SET", value="XXXX-WXX-WE", granularity="weekend")
    number_text = groups.get("number")
    number = 2.0 if groups.get("other") else 1.0
    value = duration_of(number_of(number_text) if number_text else number, unit)
    return Reading(type="SET", value=value, granularity=unit.name)


def _every_accepted(match: Match[str], words: Words) -> bool:  # noqa: ARG001 - what every rule is asked
    groups = match.groupdict()
    name = groups.get("weekday") or groups.get("month")
    if name:
        return name[0].isupper()
    return (groups.get("unit") or "").lower() not in {"second", "quarter"}


def _read_rate(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
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


def _read_set(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    value, unit = lexicon().sets[match.group().lower()]
    return Reading(type="SET", value=value, granularity=unit)


def _set_accepted(match: Match[str], words: Words) -> bool:
    """"Daily" in a newspaper's name is none."""
    token = words.at(match.span())[:1]
    if not token or (match.group()[0].isupper() and words.is_name(match.span())):
        return False
    return token[0].tag not in {"NNP", "NNPS", "NNS"}


def _read_weekdays(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    number = lexicon().weekdays[match["weekday"].lower()]
    part = match["part"]
    value = f"XXXX-WXX-{number}" + (f"T{lexicon().parts_of_day[part.lower()]}" if part else "")
    return Reading(type="SET", value=value, granularity="day")


def _capital(match: Match[str], words: Words) -> bool:  # noqa: ARG001 - what every rule is asked
    return match["weekday"][0].isupper()


def _always(match: Match[str], words: Words) -> bool:  # noqa: ARG001 - what every rule is asked
    return True


def rules() -> tuple[Rule, ...]:
    """The rules for durations and sets."""
    relation = r"(?:(?:the|these|those|its|their|his|her|our) )?(?P<rel>past|last|next|coming|previous|preceding|following|first|final)"
    forms = (
        ("related", "@unit", rf"(?:(?P<outer>@modifier) )?{relation} {AMOUNT}", _read_related, amount_accepted),
        ("related-single", "past last", r"(?:the|this) (?P<rel>past|last) (?P<single>week|month|year|decade|century|day)", _read_related, _single_accepted),
        ("next-single", "next coming", r"the (?P<rel>next|coming) (?P<single>decade|century|hour)", _read_related, _always),
        ("related-plural", "@unit", rf"{relation} (?:few |several |couple of |many )?{_PLURAL}", _read_related, _always),
        ("recent", "recent coming", rf"(?:the )?(?P<when>recent|coming) {_PLURAL}", _read_recent, _always),
        ("amount", "@unit", rf"{AMOUNT}(?:@dash(?:long|plus))?", _read_amount, amount_accepted),
        ("bare", "@unit", rf"(?:(?P<modifier>@modifier) )?{_PLURAL}", _read_amount, _bare_accepted),
        ("long", "long plus", r"(?:(?P<number>@number)@dash)?(?P<unit>@unit)@dash(?:long|plus)", _read_long, _long_accepted),
        ("lone-single", "single", r"(?P<number>single)@dash(?P<unit>day|year|month|week)", _read_long_single, _always),
        ("age", "old", r"(?P<number>@number)(?:@dash| )(?P<unit2>years?|months?|weeks?|days?)(?:@dash| )old", _read_age, _always),
        ("every", "every each", r"(?:every|each)(?: (?P<other>other)| (?P<number>@integer|few|couple of))? (?:(?P<weekday>@fullday)(?: (?P<part>@part))?|(?P<month>@month)|(?P<season>@season)|(?P<alone>@part)|(?P<unit>@unit))", _read_every, _every_accepted),
        ("rate", "@unit annum", r"(?:(?P<times>once|twice|thrice|(?:@number|several|many) times)(?: or more| or twice)? )?(?P<each>an?|per|each|every) (?P<unit>@unit|annum)", _read_rate_or_year, _rate_or_year),
        ("set", "@set", r"@set", _read_set, _set_accepted),
        ("weekdays", "@weekdays", r"(?P<weekday>@fullday)(?: (?P<part>@part))?s", _read_weekdays, _capital),
        ("weekends", "weekends", r"weekends", _read_weekends, _always),
    )  # fmt: skip
    return tuple(
        Rule(name, needed(words), compiled(template), read, accepts) for name, words, template, read, accepts in forms
    )


def _single_accepted(match: Match[str], words: Words) -> bool:
    """"The last day of the visit" is a day, and no stretch until now."""
    after = words.after(match.span())
    return after is None or after.text.lower() not in {"of", "minute"}


def _read_long_single(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    unit = lexicon().units[match["unit"].lower()]
    return Reading(type="DURATION", value=duration_of(1, unit), granularity=unit.name)


def _read_rate_or_year(match: Match[str], context: Context) -> Reading:
    if match["unit"].lower() == "annum":
        return Reading(type="SET", value="P1Y", granularity="year")
    return _read_rate(match, context)


def _rate_or_year(match: Match[str], words: Words) -> bool:
    return match["unit"].lower() == "annum" or _rate_accepted(match, words)


def _read_weekends(match: Match[str], context: Context) -> Reading:  # noqa: ARG001 - what every rule is given
    return Reading(type="SET", value="XXXX-WXX-WE", granularity="weekend")
