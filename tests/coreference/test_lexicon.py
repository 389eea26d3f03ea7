from __future__ import annotations

from dateline.coreference.lexicon import PRONOUNS, lexicon


def test_words_are_in_lower_case_and_pronouns_of_known_families():
    words = lexicon()
    tables = (words.masculine, words.feminine, words.collective, words.elsewhere, words.titles, words.suffixes,
        words.saying, words.meeting, words.pronouns, words.determiners, words.counts)  # fmt: skip
    assert all(word == word.lower().strip() for table in tables for word in table)
    assert {pronoun.family for pronoun in words.pronouns.values()} == set(PRONOUNS) - {"none"}


def test_no_word_has_two_genders():
    assert not lexicon().masculine & lexicon().feminine


def test_a_form_belongs_to_one_pronoun():
    import tomllib
    from pathlib import Path

    import dateline.coreference

    table = tomllib.loads((Path(dateline.coreference.__file__).parent / "data" / "words.toml").read_text("utf-8"))
    forms = [form for row in table["pronouns"].values() for form in row["forms"]]
    assert len(forms) == len(set(forms))
