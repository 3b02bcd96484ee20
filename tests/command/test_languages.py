"""``--lang zh``: the same answers in Chinese."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.saying import Run


def test_a_question_is_answered_in_chinese(handwave: Run) -> None:
    assert handwave("--lang", "zh", "why", "certainty").out == (
        "为什么再多的报文也不能让双方确定\uff1f\n"
        " 发最后一条报文的一方不可能知道它是否到达。如果它无关紧要\uff0c少一条也行\uff0c依此类推直到没有。\n"
        " 所问\uff1a没有信使在路上时\uff0c要么双方都已决定\uff0c要么都没有\n"
        "   报文可能丢失\uff1a被违反\uff084 步\uff09\n"
        "   没有报文丢失\uff1a在全部 5 个状态中都成立\n"
        " 网络\uff1a报文可能丢失\uff1a信使\uff0c会丢失\uff08每个方向最多 1 个在途\uff0c网络满时会丢失\uff09\n"
        " 网络\uff1a没有报文丢失\uff1a先进先出\uff0c不丢失\uff08每个方向最多 8 个在途\uff0c这是搜索的界限\uff09\n"
        "\n"
        "     报文可能丢失                                     没有报文丢失\n"
        " 1.  A: propose                                       相同\n"
        "     A 发送 Word <nth=1>\n"
        " 2.  B 收到 Word <nth=1>                              相同\n"
        "     B 发送 Word <nth=2>\n"
        " 3.  A 收到 Word <nth=2>                              相同\n"
        "     A: WAITING -> DECIDED\n"
        "     A 发送 Word <nth=3>\n"
        " 4.  发给 B 的 Word <nth=3> 丢失                      这里它不会丢失\n"
        "                                                      从这里开始不同\n"
        "                                                      随后 B 收到 Word <nth=3>\n"
        "                                                      B: WAITING -> DECIDED\n"
        "     被违反                                           成立\n"
        "\n"
        " 为何违反    在第 4 步之后首次不成立\uff0c因为没有报文段正发往 A 且没有报文段正发往 B\uff0c但以下不成立"
        "\uff1a并\n"
        "             非 (A 处于 DECIDED 且 B 不处于 DECIDED) 且并非 (B 处于 DECIDED 且 A"
        " 不处于 DECIDED)\n"
        " 取值        在途 Word <nth=3> -> -\uff1b不变\uff1aA.state DECIDED"
        "\uff1bB.state WAITING\n"
        " 必需        A.proposes: send Word <nth=1>\uff1bA.hears: heard <- heard"
        " + 1\uff1bA.answers: send Word\n"
        "             <nth=Word.nth + 1>\uff1bB.answers: send Word"
        " <nth=Word.nth + 1>\uff085 个动作和报文中\uff0c1 个可以\n"
        "             一起去掉\uff1b没有起作用的报文写在括号里\uff09\n"
        " 修复办法    如右栏\uff1a没有报文丢失\uff1b不丢失、不重复的网络\uff08试过 12 处修改\uff09\n"
        " 还可以看    handwave sweep generals together -p N=1..8\n"
        "             handwave knows generals-know\n"
        "             handwave prove generals-for-every-n\n"
    )


def test_verdicts_sentences_and_counts_of_a_check_are_in_chinese(handwave: Run) -> None:
    lines = handwave("check", "three-way", "--lang=zh").lines
    assert lines[0] == "three-way: 三次握手\uff1aSYN、SYN,ACK、ACK"
    assert lines[2] == " 成立 agreement     双方都处于 ESTABLISHED\uff1a各自都持有对方的初始序号"
    assert any(line.startswith(" 43 个状态\uff0c266 次转移\uff0c深度 5\uff0c完整\uff0c") for line in lines)


def test_a_claim_is_told_in_the_words_of_its_article(handwave: Run) -> None:
    lines = handwave("claims", "S2.8", "--lang", "zh").lines
    assert lines[0] == "S2.8  假  (Go语言 之TCP三次握手)"
    assert " 论断     双方协商了一些信息,例如发送序号的初始值、最大段尺寸等。" in lines


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
    found = json.loads(handwave("--lang", "zh", "why", "certainty", "--json").out)
    assert found["question"] == "Why does no number of messages give certainty?"


def test_a_language_that_nobody_translated_is_refused(handwave: Run) -> None:
    found = handwave("--lang", "fr", "why")
    assert found.status == 2
    assert found.err == "handwave: --lang fr: write --lang en or --lang zh\n"


def test_the_note_of_a_row_is_told_whole_or_left_as_it_is(handwave: Run, mine: Path) -> None:
    lines = handwave("rows", "tcp", "abort", "--lang", "zh").lines
    assert lines[0] == "Tcp\uff1a89 条规则中的 1 条\uff0c从上往下读"
    assert lines[-1] == "    (不进入 TIME-WAIT\uff083.5.2 说进入\uff09\uff1bAbortsToTimeWait 依 3.5.2)"
    own = "Tcp.abort.but(note='not to TIME-WAIT, as 9.9 has it')"
    mine.write_text(f"from spec.tcp import *\nclass Mine(Tcp):\n    abort = {own}\n")
    assert handwave("rows", "mine.py:Mine", "--lang", "zh").lines[-1] == "    (not to TIME-WAIT, as 9.9 has it)"


def test_the_help_of_a_verb_keeps_its_name(handwave: Run) -> None:
    lines = handwave("why", "--help", "--lang", "zh").lines
    assert lines[0].startswith("用法\uff1ahandwave why [-h]")
    assert "选项:" in lines
    assert "  --show NAME,...       在状态的位置显示这些变量\uff1astate,base,B.expected" in lines


def test_a_change_is_told_part_by_part(handwave: Run) -> None:
    lines = handwave("check", "three-way-old-syn", "-v", "--property", "not_a_ghost", "--lang", "zh").lines
    assert "      故意破坏\uff1aB 改用 TwoWay\uff0c一个旧的 SYN 在途\uff0c被违反\uff081 步\uff09" in lines
    assert "      多选一个序号\uff1aB 500\uff085,302 个状态\uff09时仍成立" in lines
