"""Whether the sources bear out a claim, and where: a model's judgement and exact comparisons."""
