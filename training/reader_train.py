"""Train the reader: resumed from its checkpoint when the same command is given again.

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
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import nn

from training import reader_data
from training.reader_data import Data, Part, Question
from training.reader_model import Encoded, Encoder, Reader, padded
from vectorstore.embedder import load_embedder

SEED = 2026
BATCH = 24
RATE, HEAD_RATE = 1e-4, 5e-4
WARM_UP = 50
FROZEN = 2
"""The lowest layers, and the table of pieces, stay as they are."""
NEGATIVES, NEGATIVES_OF_UNANSWERABLE = 0.6, 0.15
"""How often a question is also read against a passage that does not answer it."""
HURRIED = 0.2
CHANGED_SUBJECT = 0.03
"""How often a question comes after another one that has nothing to do with it."""
HEADERLESS = 0.1
PREMISE = 0.75
"""The share of a false premise's target that is the sentence that corrects it."""
YES_WEIGHT, ABOUT_WEIGHT = 0.4, 0.2

Example = tuple[Encoded, Question, bool, bool | None]
"""Whether it is the question's own passage; whether that is about the same thing, where known."""


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
    questions, trained = data.of(Part.TRAIN), data.passages_of(Part.TRAIN)
    reader_data.mine(data, questions, trained, load_embedder(None))
    shares = {k: float(v) for k, v in (s.split("=") for s in given.share)}
    print(len(questions), "questions over", len(trained), "passages", flush=True)
    encoder, model = Encoder(given.base), Reader(given.base)
    freeze(model)
    optimizer = _optimizer(model, given.rate)
    step, state = 0, given.run / "state.pt"
    if state.is_file():
        kept = torch.load(state, weights_only=True)
        model.load_state_dict(kept["model"])
        if kept["stage"] == given.stage:
            optimizer.load_state_dict(kept["optimizer"])
            step = kept["step"]
    model.train()
    began, done, running = time.time(), 0, []
    for batch in batches(data, questions, encoder, shares, given.stage, step):
        for group in optimizer.param_groups:
            group["lr"] = group["most"] * rate(step, given.steps, given.decay)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores, first = model(*padded([e for e, *_ in batch], encoder.padding))
        value = loss(scores.float(), first.float(), batch)
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
            }
            running = []
            with (given.run / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            print(row, flush=True)
        if step % 100 == 0 or step >= given.steps:
            _keep(state, model, optimizer, given.stage, step)
        if step >= given.steps:
            return


def freeze(model: Reader) -> None:
    """Leave the table of pieces and the lowest layers as they are."""
    for part in (model.encoder.embeddings, *model.encoder.encoder.layer[:FROZEN]):
        part.requires_grad_(False)


def _optimizer(model: Reader, most: float) -> torch.optim.Optimizer:
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
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
    encoder: Encoder,
    shares: dict[str, float],
    stage: str,
    done: int,
) -> Iterator[list[Example]]:
    """Endless batches of about the same length; the first ``done`` are passed over."""
    pieces = [[encoder.pieces(s) for s in p.sentences] for p in data.passages]
    headers = [encoder.pieces(f"{p.header}:") for p in data.passages]
    groups = [p.group for p in data.passages]
    epoch = 0
    while True:
        chance = random.Random(f"{SEED} {stage} {epoch}")
        examples: list[Example] = []
        for q in questions:
            other = questions[chance.randrange(len(questions))]
            share = next((v for k, v in shares.items() if q.source.startswith(k)), 1.0)
            for _ in range(int(share) + (chance.random() < share % 1)):
                examples += _examples(q, other.text, pieces, headers, groups, encoder, chance)
        chance.shuffle(examples)
        parts = []
        for start in range(0, len(examples), BATCH * 40):
            some = sorted(examples[start : start + BATCH * 40], key=lambda e: len(e[0].ids))
            cut = [some[k : k + BATCH] for k in range(0, len(some), BATCH)]
            chance.shuffle(cut)
            parts += cut
        print(f"epoch {epoch}: {len(examples)} examples, {len(parts)} batches", flush=True)
        yield from parts[min(done, len(parts)) :]
        done = max(0, done - len(parts))
        epoch += 1


def _examples(
    q: Question,
    unrelated: str,
    pieces: Sequence[Sequence[list[int]]],
    headers: Sequence[list[int]],
    groups: Sequence[str],
    encoder: Encoder,
    chance: random.Random,
) -> Iterator[Example]:
    text = reader_data.hurried(q.text, chance) if chance.random() < HURRIED else q.text
    before = unrelated if not q.before and chance.random() < CHANGED_SUBJECT else q.before
    asked = encoder.pieces(f"{before} {text}".strip())
    header = [] if chance.random() < HEADERLESS else headers[q.passage]
    about = None if q.kind == "off_target" else True
    yield encoder.join(asked, header, pieces[q.passage]), q, True, about
    often = NEGATIVES if q.answers else NEGATIVES_OF_UNANSWERABLE
    if q.negatives and chance.random() < often:
        other = q.negatives[min(int(chance.expovariate(0.6)), len(q.negatives) - 1)]
        same = groups[other] == groups[q.passage]
        yield encoder.join(asked, headers[other], pieces[other]), q, False, None if same else False


def loss(scores: torch.Tensor, first: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """Cross entropy with the target's mass; of open questions, of either way not to be answered."""
    logs = scores.log_softmax(1)
    sentences = (scores.shape[1] - 1) // 2
    losses, truths, topics = [], [], []
    for row, (encoded, q, own, about) in enumerate(batch):
        answers = [a for a in q.answers if a < encoded.sentences] if own else []
        corrects = [c for c in q.corrects if c < encoded.sentences] if own else []
        if answers:
            losses.append(-logs[row, [1 + a for a in answers]].mean())
        elif corrects:
            right = logs[row, [1 + sentences + c for c in corrects]].mean()
            losses.append(-(PREMISE * right + (1 - PREMISE) * logs[row, 0]))
        elif q.open and own:
            either = torch.cat([logs[row, :1], logs[row, 1 + sentences :]])
            losses.append(-either.logsumexp(0))
        else:
            losses.append(-logs[row, 0])
        if own and answers and q.yes is not None:
            truths.append(_binary(first[row, 0], q.yes))
        if about is not None:
            topics.append(_binary(first[row, 1], about))
    total = torch.stack(losses).mean()
    for weight, found in ((YES_WEIGHT, truths), (ABOUT_WEIGHT, topics)):
        if found:
            total = total + weight * torch.stack(found).sum() / len(batch)
    return total


def _binary(logit: torch.Tensor, truth: bool) -> torch.Tensor:
    return nn.functional.softplus(-logit if truth else logit)


if __name__ == "__main__":
    main()
