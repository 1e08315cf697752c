"""Whether the later turns of dialogues, and dialogues as a whole, are right."""

from eval.metrics.metric import Metric

DIALOGUE_METRICS = (
    Metric(
        key="later_turns",
        label="vervolgvragen goed",
        explanation="Welk deel van de vragen na de eerste van een gesprek helemaal goed is.",
        group="dialoog",
    ),
    Metric(
        key="whole_dialogues",
        label="hele gesprekken goed",
        explanation="Welk deel van de gesprekken in elke vraag helemaal goed is.",
        group="dialoog",
    ),
)
