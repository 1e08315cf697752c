"""`dossierwijzer eval compare`: what changed from one run to another, and whether it is chance."""

import argparse
import json
import sys

from assistant.settings import Settings

GATE_FALLEN = 1


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Compare, write the outcome and return the exit code: 1 when a gate falls.

    Raises:
        InputError: A file is not there or holds no results.
        StorageFailure: The Markdown cannot be written.
    """
    from eval.comparing.run_comparison import compare_runs
    from eval.reports.comparison_json import comparison_json
    from eval.reports.comparison_markdown import comparison_markdown
    from eval.reports.comparison_text import show_comparison
    from eval.reports.report_files import whole_file
    from ui.terminal_answer import console_for

    report = compare_runs(options.first, options.second)
    if options.markdown:
        with whole_file(options.markdown) as stream:
            stream.writelines(comparison_markdown(report))
    if options.json:
        shape = comparison_json(report)
        sys.stdout.write(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")
    else:
        show_comparison(report, console_for(sys.stdout))
    fallen = [result.name for result in report.comparison.gates if result.fallen]
    if fallen:
        words = "gevallen poort" if len(fallen) == 1 else "gevallen poorten"
        sys.stderr.write(f"dossierwijzer: {words}: {'; '.join(fallen)}.\n")
    return GATE_FALLEN if fallen else 0
