"""A step of the chain as a LangChain runnable that costs no more than the function it runs.

`RunnableLambda` inspects its function anew for every question, a tenth of the time of an answer.
"""

from collections.abc import Callable
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig


class ChainStep(Runnable[Any, Any]):
    """Runs one function; callbacks hear of it when a configuration asks for them."""

    def __init__(self, function: Callable[[Any], Any], name: str) -> None:
        """Take the function and the name that callbacks hear."""
        self._function = function
        self.name = name

    def invoke(
        self,
        input: Any,  # noqa: A002, ANN401  the names and types of LangChain's interface
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Return what the function makes of `input`."""
        if config is None:
            return self._function(input)
        return self._call_with_config(self._function, input, config)
