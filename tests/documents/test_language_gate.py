"""The language gate: English passes, whatever it quotes; other languages are named."""

from __future__ import annotations

import pytest

from dateline.documents import article_from_text
from dateline.errors import LanguageError
from tests.documents.samples import GERMAN, STORY

OTHERS = {
    "de": GERMAN,
    "fr": "La ministre a déclaré mardi que son gouvernement avait demandé une rencontre avec le pays voisin.",
    "es": "La ministra dijo el martes que su gobierno había pedido una reunión con el país vecino antes de fin de mes.",
    "ru": "Министр заявила во вторник, что её правительство попросило о встрече с соседней страной до конца месяца.",
    "zh": "外交部长星期二表示，她的政府已要求在月底前与邻国举行会晤。对方发言人否认收到任何此类请求。",
    "ar": "قالت الوزيرة يوم الثلاثاء إن حكومتها طلبت عقد اجتماع مع الدولة المجاورة قبل نهاية الشهر الجاري.",
    "tr": "Bakan salı günü yaptığı açıklamada hükümetinin komşu ülkeyle bir görüşme talep ettiğini söyledi ve bekledi.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_named(language: str) -> None:
    with pytest.raises(LanguageError) as caught:
        article_from_text(OTHERS[language])
    assert caught.value.language == language


@pytest.mark.parametrize(
    "text",
    [
        "Blinken met Lavrov.",
        "Sergey Lavrov, Hossein Amirabdollahian, Wang Yi and Subrahmanyam Jaishankar met in Samarkand.",
        "NEW DELHI: Jaishankar meets Amirabdollahian",
        "Ahmad bin Saeed al-Nuaimi, Khaled al-Mansour, Nguyen Van Thanh and Zoltan Nemeth-Kovacs were there.",
    ],
)
def test_short_texts_full_of_names_pass(text: str) -> None:
    assert article_from_text(text).language == "en"


def test_an_english_article_with_foreign_quotations_passes() -> None:
    quoted = (
        f"{STORY}\n“{OTHERS['fr']}” she said in French, and then: “{OTHERS['es']}” A paper wrote: “{GERMAN}”\n{STORY}"
    )
    assert article_from_text(quoted).language == "en"


def test_an_english_article_with_a_quotation_in_another_script_passes() -> None:
    assert article_from_text(f"{STORY}\nThe statement in Russian read: «{OTHERS['ru']}»").language == "en"


def test_an_english_headline_does_not_save_a_foreign_text() -> None:
    with pytest.raises(LanguageError):
        article_from_text(f"Minister: we have asked for talks\n\n{GERMAN}")
