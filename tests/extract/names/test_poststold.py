"""What is remembered of the posts that a document has told."""

from __future__ import annotations

from claimtrack.extract.names.cast import Cast
from claimtrack.extract.names.poststold import PostsTold

_CAST = Cast({"Byrne": "Ada Byrne"}, {})


def test_the_first_post_of_a_rank_counts_for_every_form_of_a_name() -> None:
    told = PostsTold(_CAST)
    told.learn("Ada Byrne", "coach", "Trainerin", "FC Norden")
    told.learn("Byrne", "coach", "Coach", "FC Süden")
    assert told.whose("Byrne", "coach") == "FC Norden"
    assert told.whose("Ada Byrne", "head") is None


def test_a_post_is_held_by_another_under_the_same_title_only() -> None:
    told = PostsTold(_CAST)
    told.learn("Ada Byrne", "head", "CEO", "Norwind")
    assert told.are_held_by_another("ceo", "Norwind", "Tom Ford")
    assert not told.are_held_by_another("CEO", "Norwind", "Byrne")
    assert not told.are_held_by_another("head of sales", "Norwind", "Tom Ford")
    assert not told.are_held_by_another("CEO", "Norden", "Tom Ford")
