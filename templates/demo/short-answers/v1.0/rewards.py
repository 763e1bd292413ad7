"""The rewards of the run: is the answer right, and is it short?"""

TARGET = 400  # characters


def correct(completions, answer, **kwargs):
    """One for the right answer."""
    return [float(completion.strip().endswith(right)) for completion, right in zip(completions, answer, strict=True)]


def length_penalty(completions, **kwargs):
    """From 0 at the target length down to -1 at four times of it."""
    return [-min(max(len(completion) - TARGET, 0) / (3 * TARGET), 1.0) for completion in completions]
