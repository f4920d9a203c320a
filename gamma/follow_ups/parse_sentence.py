"""What is to be done, by whom and by when, in a sentence: "il faudrait que Noé relance la mairie jeudi"."""

import re
from dataclasses import replace
from datetime import date

from gamma.follow_ups.parse_line import IsKnownName, ParsedAction, parse_action
from gamma.text import one_line

_THAT = r"(?:qu['’]|que |de |d['’]|that |to )"
_ASKING = (
    r"tu peux|peux[- ]tu|tu pourrais|pourrais[- ]tu|on peut|on pourrait|je veux|je voudrais|j['’]aimerais"
    r"|can you|could you|i want to|i would like to"
)
_NOTING = r"noter?|ajouter?|cr[ée]er?|mets|mettre|inscrire|inscris|note down|add|create|write down"
_THING = r"action|t[âa]che|task|todo|to-do|chose [àa] faire"
_LEADS = (
    r"(?:bonjour|bonsoir|salut|hello|hi|hey|stp|svp|please|ok|alors|donc|so)\b[\s,!]*",
    r"s['’]il (?:te|vous) pla[iî]t[\s,!]*",
    rf"(?:est-ce que )?(?:{_ASKING})\s+",
    rf"(?:{_NOTING})\s+(?:(?:une?|an?|la|l['’]|the|cette|this)\s*)?(?:nouvelle |new )?(?:{_THING})?\s*"
    rf"(?:[:,–—-]|{_THAT}|pour |[àa] |for )*\s*",
    rf"(?:nouvelle |new )?(?:{_THING}|[àa] faire|to do)\s*[:–—-]\s*",
    rf"(?:rappelle[rz]?)(?:[- ](?P<me>moi)|[- ]nous)?\s+{_THAT}|remind (?:(?P<myself>me)|us) {_THAT}",
    rf"(?:on a|nous avons|c['’]est) (?:dit|d[ée]cid[ée]|convenu) {_THAT}|we (?:agreed|decided) {_THAT}",
    rf"(?:il )?(?:faut|faudra|faudrait|va falloir)(?: bien)?\s+(?:penser [àa] |{_THAT}|absolument |aussi )*",
    rf"(?:ne pas |n['’])oubli\w+ (?:pas )?{_THAT}|pens(?:e|er|ez|ons) [àa] |don['’]?t forget to ",
    r"(?:somebody|someone) (?:should|must|has to) |quelqu['’]un (?:doit|devrait|pourrait) ",
    r"(?:on|nous|we|il) (?:doit|devons|devrait|devrions|need to|have to|must|should) ",
    r"(?P<i>je (?:dois|devrais|vais)|i (?:have to|must|need to|should|will)|i['’]ll) ",
)
_LEAD = re.compile("|".join(f"(?:{lead})" for lead in _LEADS), re.IGNORECASE)
_MUST = re.compile(
    r"(?:doit|devra|devrait|va|should|must|has to|needs to|will|is going to)\s+", re.IGNORECASE
)
_TELLING = re.compile(
    r"(?:(?:re)?dis|(?:re)?dire|demande[rz]?|rappelle[rz]?|rappeler|dites|signale[rz]?) (?:à |a |au )"
    r"(?P<who>\S+(?: \S+){0,2}?) (?:de |d['’]|qu['’]il doit |qu['’]elle doit )(?P<what>.+)"
    r"|(?:tell|ask|remind) (?P<whom>\S+(?: \S+){0,2}?) to (?P<thing>.+)",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"c['’]est (?P<rest>.+)$", re.IGNORECASE)
_MOST_LEADS, _MOST_WORDS_OF_A_NAME = 6, 3


def parse_sentence(sentence: str, today: date, is_known: IsKnownName) -> ParsedAction:
    """Never refuses: at worst all of it is what is to be done."""
    text, is_own = one_line(sentence).strip(" .!?"), False
    for _ in range(_MOST_LEADS):
        lead = _LEAD.match(text)
        if not lead or lead.end() in (0, len(text)):
            break
        is_own = is_own or any(lead[name] for name in ("me", "myself", "i"))
        text = text[lead.end() :]
    parsed = parse_action(text, today, is_known)
    if parsed.who:
        return parsed
    if is_own:
        return replace(parsed, who="moi")
    who, what = _subject(parsed.what, is_known)
    return replace(parsed, who=who, what=what) if who else parsed


def _subject(what: str, is_known: IsKnownName) -> tuple[str, str]:
    """ "Noé Petit doit relancer la mairie", "dis à Noé de la relancer": who, and what they do.

    Nobody where nobody known is named so.
    """
    telling = _TELLING.fullmatch(what)
    if telling and is_known(who := (telling["who"] or telling["whom"]).strip("@,:")):
        return who, telling["what"] or telling["thing"]
    it_is = _IT_IS.match(what)
    words = (it_is["rest"] if it_is else what).split()
    for count in range(min(_MOST_WORDS_OF_A_NAME, len(words) - 1), 0, -1):
        who = " ".join(words[:count]).strip("@,:")
        if who and is_known(who):
            rest = words[count + 1 :] if it_is and words[count] == "qui" else words[count:]
            said = " ".join(rest)
            must = _MUST.match(said)
            return who, said[must.end() :] if must and must.end() < len(said) else said
    return "", what
