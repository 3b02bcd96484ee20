"""Two small protocols: an end that counts, and an end with a window."""

from __future__ import annotations

from spec.notation import (
    RETURN,
    TRUE,
    A,
    Always,
    B,
    Counter,
    Flag,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    Sometimes,
    State,
    Theirs,
    Variables,
    arrival,
    call,
    param,
    row,
)


class DATA(Message):
    """An octet."""

    seq = Number(Theirs)


class Vars(Variables):
    """The numbers of both ends."""

    x = SeqVar(Ours)
    u = SeqVar(Theirs)
    sent = Counter(3)
    taken = Flag()


x, u, sent, taken = Vars.x, Vars.u, Vars.sent, Vars.taken


class Where(State):
    """Where an end is."""

    CLOSED = "CLOSED"
    OPEN = "OPEN"


class Counts(Machine):
    """Sends 1, 2 and 3."""

    start = Where.CLOSED
    final = (Where.CLOSED,)

    step = row(
        at=Where.CLOSED, on=call("step"), when=sent < 3, do=[x.set_to(x + 1), sent.set_to(sent + 1), DATA.send(seq=x)]
    )


class Follows(Machine):
    """Keeps the greatest that it has heard."""

    start = Where.CLOSED
    final = (Where.CLOSED,)

    hear = row(at=Where.CLOSED, on=arrival(DATA), when=u < DATA.seq, do=[u.set_to(DATA.seq)])


class Chooses(Machine):
    """Chooses a number and sends it."""

    start = Where.CLOSED
    final = (Where.OPEN,)

    choose = row(at=Where.CLOSED, on=call("step"), do=[x.choose(), DATA.send(seq=x)], to=Where.OPEN)


class Window(Machine):
    """Learns a number, and takes what lies in a window from there on."""

    start = Where.CLOSED
    final = (Where.OPEN,)

    learn = row(at=Where.CLOSED, on=arrival(DATA), do=[u.set_to(DATA.seq)], to=Where.OPEN, then=RETURN)
    take = row(
        at=Where.OPEN,
        on=arrival(DATA),
        when=DATA.seq.since(u + 1) < param("WINDOW"),
        do=[taken.set_to(TRUE)],
        then=RETURN,
    )


never_ahead = Always(
    "B has heard of no number that A has not sent",
    ~(A[x] < B[u]),
    reached=Sometimes("B has heard all", A[x] == B[u]),
)
learnt = Sometimes("B has learnt A's number", A.is_in(Where.OPEN) & B.is_in(Where.OPEN) & (B[u] == A[x]))
takes_nothing = Always(
    "B takes nothing besides A's number",
    (B[taken] & A.is_in(Where.OPEN)).implies(~(B[u] == A[x])),
    reached=learnt,
)
