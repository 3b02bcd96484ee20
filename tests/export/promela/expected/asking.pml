/* asking: a question, and its answer */
/* Each alternative of the loop is one transition; before a row stand its name and its section.
   All states:  spin -o2 -a FILE; cc -O2 -DSAFETY -DNOREDUCE -DNOCLAIM -o pan pan.c; ./pan -m1000000
   A property:  spin -a FILE; cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c; ./pan -m1000000 -N NAME
   (-o2: states are told apart by what is written and never read too, as handwave does.) */

mtype = { IDLE, ASKED, ANSWERED, READY };   /* states */

/* A is AskOnce */
mtype A_state = IDLE;

/* B is Answerer */
mtype B_state = READY;

/* on the way to A: lossy reordering bag (at most 4 in flight each way, a full network loses) */
byte count_to_A;
hidden byte sent_to_A;

/* on the way to B: lossy reordering bag (at most 4 in flight each way, a full network loses) */
byte count_to_B;
hidden byte sent_to_B;

/* no part of a state: each is set before it is read, within one step */
hidden byte place;
hidden byte loop_k;
hidden byte loop_j;

inline send_to_A() {
    sent_to_A = sent_to_A + 1;
}
inline look_to_A() {
    skip;
}
inline take_to_A() {
    count_to_A = count_to_A - 1;
}
inline post_to_A() {
    loop_j = 0;
    do
    :: loop_j < sent_to_A ->
        if
        :: count_to_A < 4 ->
            loop_k = count_to_A;
            count_to_A = count_to_A + 1;
        :: else   /* full: lost */
        fi;
        loop_j = loop_j + 1;
    :: else -> break;
    od;
    sent_to_A = 0;
}

inline send_to_B() {
    sent_to_B = sent_to_B + 1;
}
inline look_to_B() {
    skip;
}
inline take_to_B() {
    count_to_B = count_to_B - 1;
}
inline post_to_B() {
    loop_j = 0;
    do
    :: loop_j < sent_to_B ->
        if
        :: count_to_B < 4 ->
            loop_k = count_to_B;
            count_to_B = count_to_B + 1;
        :: else   /* full: lost */
        fi;
        loop_j = loop_j + 1;
    :: else -> break;
    od;
    sent_to_B = 0;
}

inline A_ask() {
    /* ask */
    if
    :: A_state == IDLE ->
        send_to_B();
        A_state = ASKED;
    :: else
    fi;
}

inline A_takes_Reply() {
    /* answered */
    if
    :: A_state == ASKED ->
        A_state = ANSWERED;
    :: else
    fi;
}

inline B_takes_Question() {
    /* answer */
    send_to_A();
}

active proctype system() {
end:
    do
    :: d_step {   /* A: ask */
        A_state == IDLE ->
            A_ask();
            post_to_B();
    }
    :: atomic {   /* a message arrives at A */
        if
        :: d_step { (count_to_A > 0) -> place = 0; }   /* the message in place 0 */
        :: d_step { (count_to_A > 1) -> place = 1; }   /* the message in place 1 */
        :: d_step { (count_to_A > 2) -> place = 2; }   /* the message in place 2 */
        :: d_step { (count_to_A > 3) -> place = 3; }   /* the message in place 3 */
        fi;
        d_step {
            look_to_A();
            A_takes_Reply();
            take_to_A();
        }
    }
    :: d_step {   /* the message in place 0 to A is lost */
        count_to_A > 0 ->
            place = 0;
            take_to_A();
    }
    :: d_step {   /* the message in place 1 to A is lost */
        count_to_A > 1 ->
            place = 1;
            take_to_A();
    }
    :: d_step {   /* the message in place 2 to A is lost */
        count_to_A > 2 ->
            place = 2;
            take_to_A();
    }
    :: d_step {   /* the message in place 3 to A is lost */
        count_to_A > 3 ->
            place = 3;
            take_to_A();
    }
    :: atomic {   /* a message arrives at B */
        if
        :: d_step { (count_to_B > 0) -> place = 0; }   /* the message in place 0 */
        :: d_step { (count_to_B > 1) -> place = 1; }   /* the message in place 1 */
        :: d_step { (count_to_B > 2) -> place = 2; }   /* the message in place 2 */
        :: d_step { (count_to_B > 3) -> place = 3; }   /* the message in place 3 */
        fi;
        d_step {
            look_to_B();
            B_takes_Question();
            take_to_B();
            post_to_A();
        }
    }
    :: d_step {   /* the message in place 0 to B is lost */
        count_to_B > 0 ->
            place = 0;
            take_to_B();
    }
    :: d_step {   /* the message in place 1 to B is lost */
        count_to_B > 1 ->
            place = 1;
            take_to_B();
    }
    :: d_step {   /* the message in place 2 to B is lost */
        count_to_B > 2 ->
            place = 2;
            take_to_B();
    }
    :: d_step {   /* the message in place 3 to B is lost */
        count_to_B > 3 ->
            place = 3;
            take_to_B();
    }
    od
}

/* the question is answered */
/* Sometimes: an error is a run to a state in which it is true */
ltl never_answered { [] !(A_state == ANSWERED) }

/* it is never answered */
/* Always; an error is a run to a state in which it is false */
ltl never_answered_2 { [] (!(A_state == ANSWERED)) }

/* a reply to B finds A idle */
/* Always; an error is a run to a state in which it is false */
ltl never_reached { [] (!(!(A_state == IDLE) && false)) }

/* B gets a reply */
/* Sometimes: an error is a run to a state in which it is true */
ltl never_impossible { [] !(false) }

/* Properties that are not exported: rests when answered (NeverStuck), rests when asking (NeverStuck), can be
   answered (AlwaysPossible), two messages (Cheapest), dearer than all (Cheapest) */
