"""What the customer's words after our reply mean. The sentences are ours."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Outcome
from monitor.outreach.outcome import read_answer, read_answers, read_settlement, sends_what_was_asked

SATISFIED = [
    "the new kettle turned up this morning and it boils like it should, ta very much Lena",
    "Replacement came on Tuesday, fits perfectly, and the old cracked one went back with the driver. Thank you!",
    "A man called Joe rang within the hour and sorted the lot. Chuffed with that, cheers both",
    "Right one's arrived at last, fitted and running. Thanks for sticking with it",
    "well I take it back, your lot came out on a Sunday and mended it. Happy customer again",
    "Money's back in my account this morning. Thanks for sorting it so fast",
    "engineer's been, it's purring. thank you Sam 🙏",
    "You've gone out of your way and I appreciate it. All working now, even the light that was broken before",
    "They phoned, apologised properly and gave me a date which they kept. Delighted with how it ended",
    "It came! In one piece this time! Thank you thank you thank you",
    "My daughter has her cot and I have my evening back. Really grateful to Priya",
    "updated my review to five stars, credit where it's due, thanks for putting it right",
    "The voucher has come through and I've already used it. Very kind of you",
    "All here and nothing missing this time. Pleased with that",
    "the courier found my parcel and brought it round himself, thank you so so much",
    "New cable's here, plugged it in, all lights on. Cheers!",
    "Your colleague Ana rang, listened, and the money was back the same day. Very happy with that",
    "ok credit where due, sorted in ten minutes, well impressed with Ben",
    "Wardrobe has been collected and the right one delivered. Really pleased with how you handled it",
    "it's been replaced, no fuss, brilliant, thank you",
    "Thanks Joe, that worked a treat",
    "Thank you so much, all sorted!",
    "It's working now, thank you",
    "Great, thank you!",
    "they actually came back on Sunday, I'm impressed",
    "Got my refund today. Thanks!",
    "Perfect, thanks",
    "It was ridiculous but it's all sorted now, thanks",
    "It's sorted now, the first update didn't work so I started afresh",
    "Thanks for your help, you're the best",
    "The replacement has arrived and it works perfectly",
    "Really happy with how you put this right",
    "Changed my review to 5 stars",
    "Wow that was quick, sorted in 5 minutes. You are legends",
    "The engineer did a great job, thanks",
    "Credit received, thanks for making it right",
]
ACCEPTED = [
    "ok. I'll wait for the email then",
    "Fine, I suppose that will have to do",
    "right, thanks for letting me know",
    "OK thanks, will look out for it",
    "fair enough. I'll leave it there",
    "I'll keep the wrong colour, not worth the bother",
    "Okay thanks, I'll watch for it",
    "right you are, ta",
    "ok no worries thanks for looking",
    "thanks anyway",
    "ok thanks",
    "okay, that's fine",
    "okay, that’s fine, I’ll sort it myself",
    "thanks, I will DM you",
    "Thank you so much, I'll send you a DM",
    "DM sent",
    "Thanks!",
    "Fine. Whatever.",
    "No worries, I'll try again on Monday",
    "Never mind, fixed it myself",
    "thank you for the quick response",
    "👍",
    "No problem, thanks anyway",
    "Understood, thanks for explaining",
]
DISSATISFIED = [
    "So the answer is nothing. Brilliant.",
    "You've told me what suits you, not what happens to my order",
    "Forwarded to which team? I'm no nearer a date than last week",
    "That's not what I asked and you know it",
    "I don't want 10% off, I want my money",
    "that doesn't answer my question",
    "Sorry doesn't get my washing done. Back to square one",
    "None the wiser after all that",
    "another apology, no action",
    "I have emailed four times and I'm none the wiser",
    "another promise, another week gone",
    "So you've passed it to who exactly?",
    "An apology isn't a washing machine",
    "That doesn't answer what I asked",
    "I don't want a voucher, I want the thing I paid for",
    "Useless reply",
    "you only reply when I shout in public",
    "thanks for nothing",
    "Thanks so much for ignoring me",
    "Those tips don't help.",
    "Oh great, another copy and paste answer",
    "Are you a bot?",
    "that's not good enough",
    "None of your suggestions worked",
    "great service as always 🙄",
    "You said it was sorted, what a joke",
    "I am not satisfied with that",
    "You obviously didn't read my message",
    "This is the third time you've told me that",
]
WROTE_AGAIN = [
    "Right one came on Friday, thank you, dented on one side",
    "New one came on Friday, thanks, although half of it is another colour",
    "Really pleased with Ana, however the sofa sits at the depot to this day",
    "the replacement has the same crack in it",
    "So it arrived, thank you, but the lid is missing",
    "New one came today and it's the wrong colour again",
    "Could you tell me which day?",
    "order is 5512, ordered on the 3rd, sofa in grey",
    "Nobody rang",
    "the man came but he hadn't got the part",
    "It's here but dented on the side, should I send it back",
    "They came back and said it can't be mended",
    "It worked until lunchtime",
    "I'd be delighted with a date",
    "happy to pay for the postage if you send the right one",
    "will be pleased when the refund is in my account",
    "the new one is here and it leaks",
    "My refund still hasn't arrived, really grateful for any news",
    "the parcel came but it was someone else's",
    "New cable's here, same fault",
    "He came. He looked. He left. The boiler is off",
    "Right one arrived today, thanks, though the box was open and a shelf is missing",
    "Thanks, it has arrived but it's cracked",
    "they found my bag, thanks, now when do I get it?",
    "I would be happy with a date",
    "no news from the man who was going to ring",
    "the refund has come through but for half the amount",
    "ordered 4 June, postcode YO1, name Hart",
    "Is there any update?",
    "Still not working",
    "the second part is wrong too",
    "Thank you so much but it's still broken",
    "Thanks. When will I get my refund?",
    "Is it fixed now?",
    "Please get this fixed",
    "I hope this gets resolved soon",
    "Would be great if it worked",
    "Not resolved",
    "It worked for an hour and then stopped again",
    "Okay but when will it be fixed",
    "I did DM you and nobody got back to me",
    "You said it was fixed and it isn't",
    "I haven't got my refund",
    "It happened on the blue model",
    "I tried everything, nothing works",
    "Can someone get this sorted for me",
    "I'd be happy if you just answered",
]
EXPECTED = [
    *((text, Outcome.SATISFIED) for text in SATISFIED),
    *((text, Outcome.ACCEPTED) for text in ACCEPTED),
    *((text, Outcome.DISSATISFIED) for text in DISSATISFIED),
    *((text, Outcome.WROTE_AGAIN) for text in WROTE_AGAIN),
]


@pytest.mark.parametrize(("text", "outcome"), EXPECTED)
def test_words_mean_what_a_reader_takes_them_for(text: str, outcome: Outcome) -> None:
    assert read_answer(text).outcome is outcome


@pytest.mark.parametrize(
    "text", ["okay, that's fine", "OK, that’s fine.", "that's fine I guess", "Fine, thanks", "ok fine"]
)
def test_okay_that_is_fine_is_never_satisfied(text: str) -> None:
    assert read_answer(text).outcome is not Outcome.SATISFIED


@pytest.mark.parametrize(
    ("text", "words"), [("@brand Thanks, it's sorted now", "it's sorted now"), ("İİ it is STILL broken", "broken")]
)
def test_the_evidence_is_the_words_themselves(text: str, words: str) -> None:
    reading = read_answer(text, "x:1")
    assert words in text[reading.start : reading.end] or text[reading.start : reading.end] in words


def test_thanks_do_not_undo_what_was_said_just_before() -> None:
    reading = read_answers([("x:1", "The new one is broken as well"), ("x:2", "thanks")])
    assert (reading.outcome, reading.mention_id) == (Outcome.WROTE_AGAIN, "x:1")


def test_the_last_word_counts_when_it_says_all_is_well() -> None:
    reading = read_answers([("x:1", "Still broken"), ("x:2", "Works now, thank you so much")])
    assert (reading.outcome, reading.mention_id) == (Outcome.SATISFIED, "x:2")


def test_no_words_are_silence() -> None:
    assert read_answers([]).outcome is Outcome.SILENT


def test_praise_in_general_settles_nothing_where_no_reply_was_seen() -> None:
    assert read_settlement("Best service ever, amazing team", "x:1") is None
    assert read_settlement("Got my bag, thank you so much!", "x:1") is not None


@given(st.text(max_size=400))
def test_any_text_gets_an_outcome_with_a_span_inside_it(text: str) -> None:
    reading = read_answer(text)
    assert 0 <= reading.start <= reading.end <= len(text)
    assert reading.outcome not in {Outcome.SILENT, Outcome.UNANSWERED}


@pytest.mark.parametrize(
    "piece",
    ["send a ", "now all ", "thanks for the ", "not ", "it is ", "@a ", "😡", "\x00", "fixed ", "great, ", "a" * 50],
)
def test_hostile_lengths_cost_little(piece: str) -> None:
    begin = time.process_time()
    read_answer(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 1.0


@pytest.mark.parametrize("text", ["Sent. Cheers Ana.", "DM sent", "thanks, I'll email you tonight", "done, thanks"])
def test_doing_what_we_asked_is_recognised(text: str) -> None:
    assert sends_what_was_asked(text)


@pytest.mark.parametrize(
    "text", ["ok thanks", "I sent you a DM and nobody answered", "Sent back for a third time", "all sorted, thanks"]
)
def test_other_words_are_not_taken_for_doing_what_we_asked(text: str) -> None:
    assert not sends_what_was_asked(text)


def test_pleasure_in_general_settles_nothing_where_no_reply_was_seen() -> None:
    assert read_settlement("Really happy with the lounge, thanks", "x:1") is None
    assert read_settlement("They found my phone, thank you!", "x:1") is not None


@pytest.mark.parametrize(
    "text",
    [
        "if that page worked most of us could look after ourselves, please ask your people to get that working",
        "If only it worked.",
        "would be really nice for once to have it all sorted by now",
        "Had it worked the first time I'd be happy",
        "I'd have been over the moon had that fixed it",
        "Ideally it's all sorted by Friday. Thanks",
        "if you had fixed it I would have been delighted, thank you very much",
        "get that working",
    ],
)
def test_good_news_that_is_only_wished_for_satisfies_nobody(text: str) -> None:
    assert read_answer(text).outcome is not Outcome.SATISFIED
    assert read_settlement(text, "1") is None


@pytest.mark.parametrize(
    "text",
    [
        "They got it working again, thank you!",
        "You managed to get it all sorted. Thank you",
        "Works again. If I'd known it was that easy! Thank you",
        "Thank you, it's all sorted. It would be nice if you'd told us earlier",
        "I had it fixed by Tom, thank you so much",
    ],
)
def test_good_news_that_is_so_satisfies_with_a_wish_beside_it(text: str) -> None:
    assert read_answer(text).outcome is Outcome.SATISFIED
    assert read_settlement(text, "1") is not None
