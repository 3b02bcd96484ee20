"""RFC 9293, figure 5, written out by hand: 11 states and its 20 arrows, with the sections that declare them."""

from __future__ import annotations

from diagrams.machines.machine import Arrow, MachineView

FIGURE_5 = MachineView(
    name="RFC 9293, figure 5",
    start="CLOSED",
    states=(
        "CLOSED",
        "LISTEN",
        "SYN-RECEIVED",
        "SYN-SENT",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "CLOSE-WAIT",
        "FIN-WAIT-2",
        "CLOSING",
        "LAST-ACK",
        "TIME-WAIT",
    ),
    arrows=(
        Arrow("CLOSED", "LISTEN", "passive OPEN", "", "3.10.1", "passive_open"),
        Arrow("CLOSED", "SYN-SENT", "active OPEN", "SYN", "3.10.1", "active_open"),
        Arrow("LISTEN", "CLOSED", "CLOSE", "", "3.10.4", "listen_close"),
        Arrow("SYN-SENT", "CLOSED", "CLOSE", "", "3.10.4", "syn_sent_close"),
        Arrow("LISTEN", "SYN-RECEIVED", "rcv SYN", "SYN,ACK", "3.10.7.2 third", "listen_syn"),
        Arrow("LISTEN", "SYN-SENT", "SEND", "SYN", "3.10.2", "listen_send"),
        Arrow("SYN-RECEIVED", "LISTEN", "rcv RST", "", "3.10.7.4 second", "refused"),
        Arrow("SYN-SENT", "SYN-RECEIVED", "rcv SYN", "SYN,ACK", "3.10.7.3 fourth", "simultaneous_open"),
        Arrow("SYN-RECEIVED", "ESTABLISHED", "rcv ACK of SYN", "", "3.10.7.4 fifth", "syn_received_ack"),
        Arrow("SYN-SENT", "ESTABLISHED", "rcv SYN,ACK", "ACK", "3.10.7.3 fourth", "syn_sent_syn_ack"),
        Arrow("SYN-RECEIVED", "FIN-WAIT-1", "CLOSE", "FIN", "3.10.4", "syn_received_close"),
        Arrow("ESTABLISHED", "FIN-WAIT-1", "CLOSE", "FIN", "3.10.4", "established_close"),
        Arrow("ESTABLISHED", "CLOSE-WAIT", "rcv FIN", "ACK", "3.10.7.4 eighth", "established_fin"),
        Arrow("FIN-WAIT-1", "FIN-WAIT-2", "rcv ACK of FIN", "", "3.10.7.4 fifth", "fin_acked"),
        Arrow("FIN-WAIT-1", "CLOSING", "rcv FIN", "ACK", "3.10.7.4 eighth", "fin_wait_1_fin"),
        Arrow("CLOSE-WAIT", "LAST-ACK", "CLOSE", "FIN", "3.10.4", "close_wait_close"),
        Arrow("FIN-WAIT-2", "TIME-WAIT", "rcv FIN", "ACK", "3.10.7.4 eighth", "fin_wait_2_fin"),
        Arrow("CLOSING", "TIME-WAIT", "rcv ACK of FIN", "", "3.10.7.4 fifth", "closing_ack"),
        Arrow("LAST-ACK", "CLOSED", "rcv ACK of FIN", "", "3.10.7.4 fifth", "last_ack_ack"),
        Arrow("TIME-WAIT", "CLOSED", "timeout 2 MSL", "", "3.10.8", "time_wait_timeout"),
    ),
)

_OPENING = ("CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED")

OPENING = MachineView(
    name="Tcp, the opening",
    start="CLOSED",
    states=_OPENING,
    arrows=(
        *(arrow for arrow in FIGURE_5.arrows if {arrow.source, arrow.target} <= set(_OPENING)),
        Arrow("LISTEN", "LISTEN", "rcv ACK", "RST", "3.10.7.2 second", "listen_ack"),
        Arrow("SYN-SENT", "SYN-SENT", "rcv ACK", "RST", "3.10.7.3 first", "syn_sent_bad_ack"),
    ),
)
