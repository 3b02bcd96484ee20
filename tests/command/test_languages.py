"""``--lang zh``: the same answers in Chinese."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.command.saying import Run


def test_a_question_is_answered_in_chinese(handwave: Run) -> None:
    assert handwave("--lang", "zh", "why", "close-wait").out == (
        "为什么 CLOSE-WAIT 可能永远持续\uff1f\n"
        " 只有 B 的应用能离开这个状态\uff1aA 的数据和 ACK 不能\uff0cB 的重传也不能。\n"
        " 所问\uff1a没有一端会永远等待对方的应用\n"
        "   B 的应用从不关闭\uff1a被违反\uff083 步\uff09\n"
        "   B 的应用可以关闭\uff1a成立\uff0c在全部 3,033 个状态中\n"
        "\n"
        "     B 的应用从不关闭                                 B 的应用可以关闭\n"
        " 1.  A: CLOSE                                         相同\n"
        "     A: ESTABLISHED -> FIN-WAIT-1\n"
        "     A 发送 <SEQ=101><ACK=301><CTL=FIN,ACK>\n"
        " 2.  B 收到 <SEQ=101><ACK=301><CTL=FIN,ACK>           相同\n"
        "     B: ESTABLISHED -> CLOSE-WAIT\n"
        "     B 发送 <SEQ=301><ACK=102><CTL=ACK>\n"
        " 3.  A 收到 <SEQ=301><ACK=102><CTL=ACK>               相同\n"
        "     A: FIN-WAIT-1 -> FIN-WAIT-2\n"
        "                                                      随后 B: CLOSE\n"
        "                                                      B: CLOSE-WAIT -> LAST-ACK\n"
        "                                                      B 发送 <SEQ=301><ACK=102><CTL=FIN,ACK>\n"
        "                                                      随后 A 收到 <SEQ=301><ACK=102><CTL=FIN,ACK>\n"
        "                                                      A: FIN-WAIT-2 -> TIME-WAIT\n"
        "                                                      A 发送 <SEQ=102><ACK=302><CTL=ACK>\n"
        "                                                      随后 A: 2 MSL timeout\n"
        "                                                      A: TIME-WAIT -> CLOSED\n"
        "                                                      随后 B 收到 <SEQ=102><ACK=302><CTL=ACK>\n"
        "                                                      B: LAST-ACK -> CLOSED\n"
        "     被违反                                           成立\n"
        "\n"
        " 为何违反    在第 3 步之后什么都不能再发生\uff0c而以下不成立\uff1aA is CLOSED and B is CLOSED\n"
        " 修复办法    B 有一次 CLOSE; B 有一次 close()\uff08试过 37 处修改\uff09\n"
        " 再试        handwave check close-wait-waits\n"
    )


def test_verdicts_sentences_and_counts_of_a_check_are_in_chinese(handwave: Run) -> None:
    lines = handwave("check", "three-way", "--lang=zh").lines
    assert lines[0] == "three-way: 三次握手\uff1aSYN、SYN,ACK、ACK"
    assert lines[2] == " 成立 agreement     双方都处于 ESTABLISHED\uff1a各自都持有对方的初始序号"
    assert any(line.startswith(" 43 个状态\uff0c266 次转移\uff0c深度 5\uff0c完整\uff0c") for line in lines)


def test_a_claim_is_told_in_the_words_of_its_article(handwave: Run) -> None:
    lines = handwave("claims", "S1.5", "--lang", "zh").lines
    assert lines[0].startswith("S1.5  真  (")
    assert " 论断     The server waits in LISTEN." in lines


def test_the_language_is_that_of_the_locale_where_nobody_says() -> None:
    environment = {**os.environ, "LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}
    listed = [sys.executable, "-m", "checker", "why"]
    said = subprocess.run(listed, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    assert "断开时 FIN 和 ACK 为什么不能合并\uff1f" in said


def test_english_can_be_asked_for_where_the_locale_is_another(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.languages.speech.AT_FIRST", "zh_CN")
    assert "断开时 FIN 和 ACK 为什么不能合并\uff1f" in handwave("why").out
    assert "Why can FIN and ACK not merge on close?" in handwave("why", "--lang", "en").out
    monkeypatch.undo()
    assert "Why can FIN and ACK not merge on close?" in handwave("why").out


def test_json_is_in_english(handwave: Run) -> None:
    found = json.loads(handwave("--lang", "zh", "why", "close-wait", "--json").out)
    assert found["question"] == "Why can CLOSE-WAIT last for ever?"


def test_a_language_that_nobody_translated_is_refused(handwave: Run) -> None:
    found = handwave("--lang", "fr", "why")
    assert found.status == 2
    assert found.err == "handwave: --lang fr: write --lang en or --lang zh\n"
