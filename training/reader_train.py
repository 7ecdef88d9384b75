"""Train the reader, on questions and on claims: resumed when the same command is given again.

    python -m training.reader_train BASE RUN READING [READING ...] --steps 4000 --stage first

BASE is the encoder's folder (training/reader_start.py), RUN keeps state.pt and log.jsonl, READING
are folders as ../shared/reading. The rate rises for 50 steps, stays, and falls to nothing over the
last --decay steps. A later --stage takes up the weights with other data or other shares of it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from answer.encoder import context
from training import attention, claims_made, reader_data, word_order
from training.invented_questions import asked
from training.reader_data import Claim, Data, Part, Question
from training.reader_model import Encoded, Encoder, Reader, padded
from vectorstore.embedder import load_embedder

SEED = 2026
BATCH = 24
RATE, HEAD_RATE = 1e-4, 5e-4
WARM_UP = 50
LAYERS = "encoder.encoder.layer."
FROZEN = 2
"""The lowest layers, and the table of pieces, stay as they are."""
NEGATIVES, NEGATIVES_OF_UNANSWERABLE = 0.6, 0.15
"""How often a question is also read against a passage that does not answer it."""
HURRIED = 0.2
CHANGED_SUBJECT = 0.03
"""How often a question comes after another one that has nothing to do with it."""
HEADERLESS = 0.1
CROPPED, CROPPED_AWAY = 0.5, 0.3
"""How often a passage is cut to one, two or three sentences, and how often, of these, to some that
do not answer."""
SHORT = 3
NEGATIVES_OF_CLAIMS = 0.2
QUESTIONED = 0.25
"""How often a claim that stands alone follows a question on its passage, as in an answer."""
UNQUESTIONED = 0.15
"""How often a later sentence of an answer follows the ones before alone, as in a draft."""
PREMISE = 0.75
"""The share of a false premise's target that is the sentence that corrects it."""
ABOUT_WEIGHT, DECISIVE_WEIGHT = 0.2, 0.3


@dataclass(slots=True)
class Example:
    """A question or a claim with a passage, and what is to be found there.

    ``answers``, ``corrects``: the sentences; ``open``: no sentence answers, one may correct;
    ``about``: whether the passage is about the same thing; None where that is not known.
    ``label`` and ``decisive``: of a claim (training/reader_data.py).
    """

    encoded: Encoded
    answers: tuple[int, ...] = ()
    corrects: tuple[int, ...] = ()
    open: bool = False
    about: bool | None = None
    label: str = ""
    decisive: tuple[int, ...] = ()
    source: str = ""


def main() -> None:
    """Train, printing and keeping the state now and then."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("reading", type=Path, nargs="+")
    parser.add_argument("--stage", default="first")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--decay", type=int, default=300)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument(
        "--only",
        choices=["questions", "claims"],
        help="train what these have of their own, on these; what is shared stays as it is",
    )
    parser.add_argument(
        "--parallel", type=Path, metavar="FOLDER", help="parallel text, for claims across languages"
    )
    parser.add_argument(
        "--order",
        type=int,
        default=0,
        metavar="N",
        help="claims, or questions, that only word order decides",
    )
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument(
        "--share",
        action="append",
        default=[],
        metavar="FILE=SHARE",
        help="how much of a file's questions an epoch takes, e.g. squad2=0.5",
    )
    given = parser.parse_args()
    train(given)


def train(given: argparse.Namespace) -> None:
    """The whole of it."""
    given.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    data = reader_data.read(given.reading)
    questions, claims = data.of(Part.TRAIN), data.claims_of(Part.TRAIN)
    trained = data.passages_of(Part.TRAIN)
    if given.only == "claims":
        claims += claims_made.of_questions(questions)
        questions = []
        claims += reader_data.close_claims(data, Part.TRAIN)
        claims += claims_made.altered(data, claims)
        claims += claims_made.spliced(data, Part.TRAIN)
    if given.parallel:
        claims += claims_made.parallel(data, given.parallel)
    if given.order and given.only == "claims":
        claims += word_order.all_kinds(data, given.order, given.parallel)
    shares = {k: float(v) for k, v in (s.split("=") for s in given.share)}
    questions = [q for q in questions if _share(q.source, shares) > 0]
    claims = [c for c in claims if _share(c.source, shares) > 0]
    if given.only == "questions":
        claims = []
    if questions:
        reader_data.mine(data, questions, trained, load_embedder(None))
    if given.order and given.only == "questions":
        questions += asked(data, given.order, f"asked {SEED}")
    if claims:
        reader_data.set_beside(data, claims)
    print(
        len(questions), "questions,", len(claims), "claims,", len(trained), "passages", flush=True
    )
    encoder, model = Encoder(given.base), Reader(given.base)
    freeze(model, given.only)
    attention.use(model.encoder)
    optimizer = _optimizer(model, given.rate)
    step, state = 0, given.run / "state.pt"
    if state.is_file():
        kept = torch.load(state, weights_only=True)
        model.load_state_dict(with_claims(kept["model"]))
        if kept["stage"] == given.stage:
            optimizer.load_state_dict(kept["optimizer"])
            step = kept["step"]
    model.train()
    began, done, running = time.time(), 0, []
    by: dict[str, list[float]] = defaultdict(list)
    for batch in batches(data, questions, claims, encoder, shares, given.stage, step, given.batch):
        for group in optimizer.param_groups:
            group["lr"] = group["most"] * rate(step, given.steps, given.decay)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=attention.SHORT):
            ids, mask, member = padded([e.encoded for e in batch], encoder.padding)
            if batch[0].label:
                each = claims_loss(model.judge(ids, mask, member).float(), batch)
            else:
                scores, first = model.read(ids, mask, member)
                each = questions_loss(scores.float(), first.float(), batch)
        value = each.mean()
        for e, loss in zip(batch, each.tolist(), strict=True):
            by[e.source.split("_")[0]].append(loss)
        optimizer.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step, done = step + 1, done + len(batch)
        running.append(value.item())
        if step % 25 == 0:
            row = {
                "stage": given.stage,
                "step": step,
                "loss": round(sum(running) / len(running), 4),
                "a second": round(done / (time.time() - began), 1),
                "by": {k: round(sum(v) / len(v), 3) for k, v in sorted(by.items())},
            }
            running, by = [], defaultdict(list)
            with (given.run / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            print(row, flush=True)
        if step % 100 == 0 or step >= given.steps:
            _keep(state, model, optimizer, given.stage, step)
        if step >= given.steps:
            return


def freeze(model: Reader, only: str | None = None) -> None:
    """Leave the table of pieces and the lowest layers as they are; or all but what questions or
    claims have of their own.
    """
    own, claims = model.encoder.encoder.layer, model.claim_layers
    for part in (model.encoder.embeddings, *own[:FROZEN], *claims[:FROZEN]):
        part.requires_grad_(False)
    if only is not None:
        for name, weight in model.named_parameters():
            if name.startswith("claim") != (only == "claims"):
                weight.requires_grad_(False)


def with_claims(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """A state from before claims had all layers of their own, with copies of the question's below
    those that it has; less the score for yes and no, which the first readers had.
    """
    made = {
        name: weight[[0, 2]] if name.startswith("first.") and len(weight) == 3 else weight
        for name, weight in weights.items()
    }
    count = 1 + max(int(n.split(".")[3]) for n in made if n.startswith(LAYERS))
    owned = len({n.split(".")[1] for n in made if n.startswith("claim_layers.")})
    moved = {}
    for name in [n for n in made if n.startswith("claim_layers.")]:
        _, number, rest = name.split(".", 2)
        moved[f"claim_layers.{int(number) + count - owned}.{rest}"] = made.pop(name)
    for name in [n for n in made if n.startswith(LAYERS)]:
        number, rest = name.removeprefix(LAYERS).split(".", 1)
        if int(number) < count - owned:
            moved[f"claim_layers.{number}.{rest}"] = made[name].clone()
    return made | moved


def _optimizer(model: Reader, most: float) -> torch.optim.Optimizer:
    inside = ("encoder.", "claim_layers.")
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    inner = [p for n, p in trained if n.startswith(inside)]
    outer = [p for n, p in trained if not n.startswith(inside)]
    groups = [{"params": inner, "most": most}, {"params": outer, "most": HEAD_RATE * most / RATE}]
    return torch.optim.AdamW(groups, lr=most, weight_decay=0.01)


def rate(step: int, steps: int, decay: int) -> float:
    """In (0, 1]: up, along, and down to nearly nothing at the end."""
    return min(1.0, (step + 1) / WARM_UP, max(0.01, (steps - step) / max(decay, 1)))


def _keep(
    path: Path, model: Reader, optimizer: torch.optim.Optimizer, stage: str, step: int
) -> None:
    beside = path.with_suffix(".new")
    kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save({**kept, "stage": stage, "step": step}, beside)
    beside.replace(path)


def batches(
    data: Data,
    questions: Sequence[Question],
    claims: Sequence[Claim],
    encoder: Encoder,
    shares: dict[str, float],
    stage: str,
    done: int,
    size: int = BATCH,
) -> Iterator[list[Example]]:
    """Endless batches of about the same length, of questions or of claims; the first ``done`` are
    passed over.
    """
    texts = Texts(data, encoder)
    asked_of: dict[int, list[str]] = defaultdict(list)
    for q in data.questions:
        asked_of[q.passage].append(q.text)
    epoch = 0
    while True:
        chance = random.Random(f"{SEED} {stage} {epoch}")
        examples: list[Example] = []
        for q in questions:
            other = questions[chance.randrange(len(questions))]
            for _ in range(_times(q.source, shares, chance)):
                examples += _examples(q, other.text, texts, chance)
        for c in claims:
            for _ in range(_times(c.source, shares, chance)):
                examples += _claim_examples(c, asked_of[c.passage], texts, chance)
        chance.shuffle(examples)
        parts = []
        for start in range(0, len(examples), size * 40):
            some = sorted(examples[start : start + size * 40], key=lambda e: len(e.encoded.ids))
            kinds = [e for e in some if not e.label], [e for e in some if e.label]
            cut = [kind[k : k + size] for kind in kinds for k in range(0, len(kind), size)]
            chance.shuffle(cut)
            parts += cut
        print(f"epoch {epoch}: {len(examples)} examples, {len(parts)} batches", flush=True)
        yield from parts[min(done, len(parts)) :]
        done = max(0, done - len(parts))
        epoch += 1


def _share(source: str, shares: dict[str, float]) -> float:
    """That of the first prefix which fits; "" fits all."""
    return next((v for k, v in shares.items() if source.startswith(k)), 1.0)


def _times(source: str, shares: dict[str, float], chance: random.Random) -> int:
    """How often an epoch takes a question or claim of this file."""
    share = _share(source, shares)
    return int(share) + (chance.random() < share % 1)


class Texts:
    """The passages in pieces."""

    def __init__(self, data: Data, encoder: Encoder) -> None:
        self.encoder = encoder
        self.passages = [[encoder.pieces(s) for s in p.sentences] for p in data.passages]
        self.headers = [encoder.pieces(f"{p.header}:") for p in data.passages]
        self.groups = [p.group for p in data.passages]

    def joined(self, asked: list[int], passage: int, kept: range, headless: bool) -> Encoded:
        """A question with some of the sentences of a passage."""
        header = [] if headless else self.headers[passage]
        return self.encoder.join(asked, header, [self.passages[passage][n] for n in kept])


def cropped(count: int, wanted: Sequence[int], chance: random.Random) -> range:
    """Some sentences in a row of ``count``: mostly all, else a few; with all that are wanted, if
    any is, or now and then with none of them.
    """
    whole = range(count)
    if count <= SHORT or chance.random() >= CROPPED:
        return whole
    size = chance.randint(1, SHORT)
    starts = range(count - size + 1)
    away = bool(wanted) and chance.random() < CROPPED_AWAY
    if away:
        fitting = [s for s in starts if not any(s <= w < s + size for w in wanted)]
    else:
        fitting = [s for s in starts if all(s <= w < s + size for w in wanted)]
    if not fitting:
        return whole
    start = chance.choice(fitting)
    return range(start, start + size)


def _within(wanted: Sequence[int], kept: range) -> tuple[int, ...]:
    """Their numbers in what was kept; none unless all were."""
    return tuple(kept.index(w) for w in wanted) if all(w in kept for w in wanted) else ()


def _examples(
    q: Question, unrelated: str, texts: Texts, chance: random.Random
) -> Iterator[Example]:
    text = reader_data.hurried(q.text, chance) if chance.random() < HURRIED else q.text
    before = unrelated if not q.before and chance.random() < CHANGED_SUBJECT else q.before
    asked = texts.encoder.pieces(f"{before} {text}".strip())
    kept = cropped(len(texts.passages[q.passage]), q.answers or q.corrects, chance)
    answers, corrects = _within(q.answers, kept), _within(q.corrects, kept)
    made = Example(
        texts.joined(asked, q.passage, kept, chance.random() < HEADERLESS),
        answers,
        () if answers else corrects,
        q.open,
        source=q.source,
    )
    whole = len(kept) == len(texts.passages[q.passage])
    made.about = True if (whole or answers or corrects) and q.kind != "off_target" else None
    yield made
    often = NEGATIVES if q.answers else NEGATIVES_OF_UNANSWERABLE
    if q.negatives and chance.random() < often:
        other = q.negatives[min(int(chance.expovariate(0.6)), len(q.negatives) - 1)]
        kept = cropped(len(texts.passages[other]), (), chance)
        same = texts.groups[other] == texts.groups[q.passage]
        about = None if same else False
        yield Example(texts.joined(asked, other, kept, False), about=about, source="beside")


def _claim_examples(
    c: Claim, asked: Sequence[str], texts: Texts, chance: random.Random
) -> Iterator[Example]:
    before = c.before
    if not before and asked and chance.random() < QUESTIONED:
        before = (chance.choice(asked),)
    elif len(before) > 1 and chance.random() < UNQUESTIONED:
        before = before[1:]
    claimed = texts.encoder.in_context(context(before), c.text)
    known = c.decisive or c.label == "unsupported"
    kept = range(len(texts.passages[c.passage]))
    if known:
        kept = cropped(len(kept), c.decisive, chance)
    decisive = _within(c.decisive, kept)
    label = c.label if decisive or not c.decisive else "unsupported"
    joined = texts.joined(claimed, c.passage, kept, chance.random() < HEADERLESS)
    yield Example(joined, label=label, decisive=decisive, source=c.source)
    if c.negatives and chance.random() < NEGATIVES_OF_CLAIMS:
        other = c.negatives[min(int(chance.expovariate(0.6)), len(c.negatives) - 1)]
        kept = cropped(len(texts.passages[other]), (), chance)
        yield Example(
            texts.joined(claimed, other, kept, False), label="unsupported", source="beside"
        )


def questions_loss(
    scores: torch.Tensor, first: torch.Tensor, batch: Sequence[Example]
) -> torch.Tensor:
    """Of each of a batch of questions (batch)."""
    read = scores.log_softmax(1)
    each = [_question_loss(read[row], e) for row, e in enumerate(batch)]
    for row, e in enumerate(batch):
        if e.about is not None:
            each[row] = each[row] + ABOUT_WEIGHT * _binary(first[row], e.about)
    return torch.stack(each)


def claims_loss(verdicts: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """Of each of a batch of claims (batch)."""
    judged = verdicts.log_softmax(1)
    return torch.stack([_claim_loss(judged[row], e) for row, e in enumerate(batch)])


def _question_loss(logs: torch.Tensor, e: Example) -> torch.Tensor:
    """Cross entropy with the target's mass; of open questions, of either way not to be answered."""
    sentences = (len(logs) - 1) // 2
    answers = [a for a in e.answers if a < e.encoded.sentences]
    corrects = [c for c in e.corrects if c < e.encoded.sentences]
    if answers:
        return -logs[[1 + a for a in answers]].mean()
    if corrects:
        right = logs[[1 + sentences + c for c in corrects]].mean()
        return -(PREMISE * right + (1 - PREMISE) * logs[0])
    if e.open:
        return -torch.cat([logs[:1], logs[1 + sentences :]]).logsumexp(0)
    return -logs[0]


def _claim_loss(logs: torch.Tensor, e: Example) -> torch.Tensor:
    """Cross entropy of the verdict, and within it, less, of the sentences that decide."""
    sentences = (len(logs) - 1) // 2
    supports, contradicts = logs[1 : 1 + sentences], logs[1 + sentences :]
    if e.label == "unsupported":
        return -logs[0]
    if e.label == "compatible":
        return -torch.cat([logs[:1], supports]).logsumexp(0)
    if e.label == "wrong":
        return -torch.cat([logs[:1], contradicts]).logsumexp(0)
    each = supports if e.label == "supported" else contradicts
    verdict = each.logsumexp(0)
    decisive = [d for d in e.decisive if d < e.encoded.sentences]
    where = (verdict - each[decisive]).mean() if decisive else 0.0
    return -verdict + DECISIVE_WEIGHT * where


def _binary(logit: torch.Tensor, truth: bool) -> torch.Tensor:
    return nn.functional.softplus(-logit if truth else logit)


if __name__ == "__main__":
    main()
