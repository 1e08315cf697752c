"""The list of all metrics, in the order of reports; the metrics of a group stand together."""

from collections.abc import Mapping
from types import MappingProxyType

from eval.metrics.abstention import ABSTENTION_METRICS
from eval.metrics.answers import ANSWER_METRICS, LANGUAGE_METRICS
from eval.metrics.citations import CITATION_METRICS
from eval.metrics.dialogue import DIALOGUE_METRICS
from eval.metrics.judge_model import JUDGE_METRICS
from eval.metrics.metric import Metric, TurnMetric
from eval.metrics.retrieval import RETRIEVAL_METRICS
from eval.metrics.speed import REPEAT_METRICS, SPEED_METRICS

METRICS: tuple[Metric, ...] = (
    *ANSWER_METRICS,
    *CITATION_METRICS,
    *RETRIEVAL_METRICS,
    *ABSTENTION_METRICS,
    *LANGUAGE_METRICS,
    *DIALOGUE_METRICS,
    *REPEAT_METRICS,
    *JUDGE_METRICS,
    *SPEED_METRICS,
)
TURN_METRICS: tuple[TurnMetric, ...] = tuple(
    metric for metric in METRICS if isinstance(metric, TurnMetric)
)
METRIC_BY_KEY: Mapping[str, Metric] = MappingProxyType({metric.key: metric for metric in METRICS})
